import { papers, pdfWorks } from "#app/papers.server.ts";
import { servePapers } from "#app/platform/pdf/serve-papers.server.ts";

// The second program of the build: the thread in which papers are laid out and sealed.
servePapers(papers, pdfWorks);
