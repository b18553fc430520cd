import { useState, type ReactNode } from "react";

/** A column of the numbers behind a chart; the first one names the row. */
interface ChartColumn<Row> {
  header: string;
  cell: (row: Row) => ReactNode;
}

interface ChartTableProps<Row> {
  /** The value of `table` in the page's address that opens it. */
  name: string;
  /** Whether the address says so. */
  open: boolean;
  /** Words of the link that opens and closes it. */
  label: string;
  caption: string;
  columns: [ChartColumn<Row>, ...ChartColumn<Row>[]];
  /** Called when it is open. */
  rows: () => Row[];
}

/** A chart's numbers for who can't or won't read a chart. They are on the page only once they are asked for: by the page's address, or with scripts at once. */
export function ChartTable<Row>({ name, open, label, caption, columns, rows }: ChartTableProps<Row>) {
  const [isOpen, setOpen] = useState(open);
  const id = `table-${name}`;
  return (
    <div className="chart-table">
      <a
        href={isOpen ? "?" : `?table=${name}#${id}`}
        id={id}
        aria-expanded={isOpen}
        className="link"
        onClick={(event) => {
          event.preventDefault();
          setOpen(!isOpen);
        }}
      >
        {label}
      </a>
      {isOpen && (
        <div tabIndex={0} role="region" aria-label={caption}>
          <table>
            <thead>
              <tr>
                {columns.map(({ header }) => (
                  <th key={header} scope="col">
                    {header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows().map((row, index) => (
                <Line key={index} row={row} columns={columns} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function Line<Row>({
  row,
  columns: [first, ...others],
}: { row: Row } & Pick<ChartTableProps<Row>, "columns">) {
  return (
    <tr>
      <th scope="row">{first.cell(row)}</th>
      {others.map(({ header, cell }) => (
        <td key={header}>{cell(row)}</td>
      ))}
    </tr>
  );
}
