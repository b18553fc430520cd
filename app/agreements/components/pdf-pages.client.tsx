import "react-pdf/dist/Page/TextLayer.css";

import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { useEffect, useRef, useState } from "react";
import { Document, Page, pdfjs } from "react-pdf";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Button } from "#app/ui/button.tsx";
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
    <div
      ref={box}
      role="region"
      aria-label={m.agreements_pdf()}
      className="max-h-[80vh] overflow-auto rounded-lg border border-line bg-sunk"
    >
      {/* Inside what scrolls: once enlarged it is wider than the screen, and the keyboard scrolls where the focus is. */}
      <div className="sticky top-0 left-0 z-10 flex gap-2.5 border-b border-line bg-card p-2">
        <Button size="small" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
          {m.agreements_zoom_out()}
        </Button>
        <Button size="small" disabled={zoom === zooms.length - 1} onClick={() => setZoom(zoom + 1)}>
          {m.agreements_zoom_in()}
        </Button>
      </div>
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
  );
}
