import "react-pdf/dist/Page/TextLayer.css";

import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { useEffect, useRef, useState } from "react";
import { Document, Page, pdfjs } from "react-pdf";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Button } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

const zooms = [1, 1.5, 2, 3];

/** An A4 page's height by its width: the room that a page keeps until it is drawn. */
const tall = Math.SQRT2;

/**
 * The pages of a PDF as pictures with selectable text, as wide as their place times the zoom; those near the one in sight are drawn.
 * With the focus on them Page Up and Page Down go by whole pages, plus and minus change the zoom.
 */
export default function PdfPages({ file }: { file: string | Blob }) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(320);
  const [pages, setPages] = useState(0);
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const pageWidth = Math.max(240, width - 2) * (zooms[zoom] ?? 1);
  const goTo = (wanted: number): void => {
    const place = box.current?.querySelector<HTMLElement>(`[data-page="${wanted}"]`);
    if (place && box.current) box.current.scrollTop = place.offsetTop - headHeight(box.current);
  };
  const zoomBy = (by: -1 | 1): void =>
    setZoom((before) => Math.min(zooms.length - 1, Math.max(0, before + by)));
  useEffect(() => {
    const element = box.current;
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = actOf(event.key);
      if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (act.kind === "page") goTo(Math.min(pages, Math.max(1, page + act.by)));
      else zoomBy(act.by);
    };
    element?.addEventListener("keydown", onKeyDown);
    return () => element?.removeEventListener("keydown", onKeyDown);
  }, [page, pages]);
  return (
    <div
      ref={box}
      role="region"
      aria-label={m.agreements_pdf()}
      tabIndex={0}
      onScroll={() => box.current && setPage(pageInSight(box.current))}
      className="relative max-h-[80vh] overflow-auto rounded-lg border border-line bg-sunk"
    >
      {/* Inside what scrolls: once enlarged it is wider than the screen, and the keyboard scrolls where the focus is. */}
      <div className="sticky top-0 left-0 z-10 flex flex-wrap items-center gap-2.5 border-b border-line bg-card p-2">
        <Button size="small" disabled={zoom === 0} onClick={() => zoomBy(-1)}>
          {m.agreements_zoom_out()}
        </Button>
        <Button size="small" disabled={zoom === zooms.length - 1} onClick={() => zoomBy(1)}>
          {m.agreements_zoom_in()}
        </Button>
        {pages > 0 && (
          <span role="status" className="text-sm text-muted">
            {m.ui_page_of({ page: String(page), pages: String(pages) })}
          </span>
        )}
      </div>
      <Document
        file={file}
        onLoadSuccess={({ numPages }) => setPages(numPages)}
        loading={<p role="status">{m.agreements_pdf_loading()}</p>}
        error={<Notice tone="low">{m.agreements_pdf_failed()}</Notice>}
      >
        {Array.from({ length: pages }, (_, at) => (
          <div key={at} data-page={at + 1} style={{ width: pageWidth, minHeight: pageWidth * tall }}>
            {Math.abs(at + 1 - page) <= 2 && (
              <Page pageNumber={at + 1} width={pageWidth} renderAnnotationLayer={false} />
            )}
          </div>
        ))}
      </Document>
    </div>
  );
}

/** What a key does with the focus on the pages; null for every other. */
function actOf(key: string): { kind: "page" | "zoom"; by: -1 | 1 } | null {
  if (key === "PageDown") return { kind: "page", by: 1 };
  if (key === "PageUp") return { kind: "page", by: -1 };
  if (key === "+" || key === "=") return { kind: "zoom", by: 1 };
  return key === "-" ? { kind: "zoom", by: -1 } : null;
}

/** The height of what stays at the top while the pages scroll. */
function headHeight(box: HTMLElement): number {
  const head = box.firstElementChild;
  return head instanceof HTMLElement ? head.offsetHeight : 0;
}

/** The number of the page that is at the middle of what is in sight. */
function pageInSight(box: HTMLElement): number {
  const middle = box.scrollTop + box.clientHeight / 2;
  const places = [...box.querySelectorAll<HTMLElement>("[data-page]")];
  return Math.max(1, places.filter(({ offsetTop }) => offsetTop <= middle).length);
}
