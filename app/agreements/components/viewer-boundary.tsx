import { Component, type ReactNode } from "react";

import { m } from "#app/platform/generated/i18n/messages.js";
import { Notice } from "#app/ui/notice.tsx";

/** Where a browser can't show the PDF, says so: the text above and the download remain. */
export class ViewerBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? (
      <Notice tone="low">{m.agreements_pdf_failed()}</Notice>
    ) : (
      this.props.children
    );
  }
}
