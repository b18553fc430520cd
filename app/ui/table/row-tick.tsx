/** How rows of a list are chosen. */
export interface RowSelection<Row> {
  /** The id of the form that acts on them; it gets the rows' keys as `id`. */
  form: string;
  /** The head of the column, read out. */
  header: string;
  /** What a row's box says, read out. */
  label: (row: Row) => string;
  /** Rows without a box, where nothing can be done with them together; all have one where it is left out. */
  without?: ((row: Row) => boolean) | undefined;
}

/** The tick box of one row; it belongs to a form elsewhere on the page, so that it works without scripts. */
export function RowTick<Row>({ select, row, value }: { select: RowSelection<Row>; row: Row; value: string }) {
  if (select.without?.(row))
    return (
      <td role="cell" className="row-tick">
        <span />
      </td>
    );
  return (
    <td role="cell" className="row-tick">
      <label>
        <input type="checkbox" name="id" form={select.form} value={value} aria-label={select.label(row)} />
      </label>
    </td>
  );
}
