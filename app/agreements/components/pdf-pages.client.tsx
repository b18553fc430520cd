import "react-pdf/dist/Page/TextLayer.css";

import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { useEffect, useRef, useState } from "react";
import { Document, Page, pdfjs } from "react-pdf";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Button, ButtonRow } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

const zooms = [1, 1.5, 2, 3];

/** The pages of a PDF as pictures with selectable text, as wide as their place times the zoom. */
export default function PdfPages({ url }: { url: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(320);
  const [pages, setPages] = useState(0);
  const [zoom, setZoom] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div>
      <ButtonRow>
        <Button size="small" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
          {m.agreements_zoom_out()}
        </Button>
        <Button size="small" disabled={zoom === zooms.length - 1} onClick={() => setZoom(zoom + 1)}>
          {m.agreements_zoom_in()}
        </Button>
      </ButtonRow>
      <div
        ref={box}
        // Wider than the screen once enlarged: the keyboard scrolls what it can focus.
        tabIndex={0}
        role="region"
        aria-label={m.agreements_pdf()}
        className="mt-3 max-h-[80vh] overflow-auto rounded-lg border border-line bg-sunk"
      >
        <Document
          file={url}
          onLoadSuccess={({ numPages }) => setPages(numPages)}
          loading={<p role="status">{m.agreements_pdf_loading()}</p>}
          error={<Notice tone="low">{m.agreements_pdf_failed()}</Notice>}
        >
          {Array.from({ length: pages }, (_, at) => (
            <Page
              key={at}
              pageNumber={at + 1}
              width={Math.max(240, width - 2) * (zooms[zoom] ?? 1)}
              renderAnnotationLayer={false}
            />
          ))}
        </Document>
      </div>
    </div>
  );
}
