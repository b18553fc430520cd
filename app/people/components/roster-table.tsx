import type { PersonLine, PersonState } from "#app/people/rules/roster-view.ts";
import { nameOf, stateWords } from "#app/people/words.ts";
import { formatDay } from "#app/platform/format.ts";
import { m } from "#app/platform/generated/i18n/messages.js";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { Card, TextLink } from "#app/ui/card.tsx";
import { DataTable, TwoLines, type Column } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/lists.tsx";
import type { ListState } from "#app/ui/table/list-state.ts";
import { SortMenu } from "#app/ui/table/list-tools.tsx";

interface RosterTableProps {
  people: PersonLine[];
  seatTypes: { id: string; name: string }[];
  products: { id: string; name: string }[];
  /** Where a person's own page is; names are plain text without it. */
  personAt?: ((id: string) => string) | undefined;
  dense?: boolean | undefined;
  /** Their order, as the address asks for it. */
  list: ListState;
}

const tones: Record<PersonState, Tone> = {
  "at-work": "good",
  coming: "info",
  leaving: "low",
  left: "neutral",
};

/** Everybody with what they hold, by name; who has left comes last. */
export function RosterTable({ people, seatTypes, products, personAt, dense, list }: RosterTableProps) {
  const columns = rosterColumns({ seatTypes, products, personAt });
  return (
    <>
      {people.length > 1 && (
        <div className="wide:hidden">
          <SortMenu list={list} columns={columns} />
        </div>
      )}
      <Card padding="none">
        <DataTable
          caption={m.people_title()}
          rows={people}
          rowKey={(person) => person.id}
          dense={dense}
          phone="lines"
          empty={
            <EmptyState title={m.people_none_title()} icon="people">
              {m.people_none_text()}
            </EmptyState>
          }
          list={list}
          columns={columns}
        />
      </Card>
    </>
  );
}

function rosterColumns({
  seatTypes,
  products,
  personAt,
}: Pick<RosterTableProps, "seatTypes" | "products" | "personAt">): Column<PersonLine>[] {
  return [
    {
      key: "name",
      header: m.people_col_name(),
      primary: true,
      cell: (person) => (
        <TwoLines
          first={personAt ? <TextLink to={personAt(person.id)}>{person.name}</TextLink> : person.name}
          second={[person.department, person.location].filter(Boolean).join(" · ") || person.email}
        />
      ),
    },
    {
      key: "seat",
      header: m.people_seat(),
      wideOnly: true,
      cell: (person) => <SeatCell person={person} seatTypes={seatTypes} />,
    },
    {
      key: "licences",
      header: m.people_licences_title(),
      place: "second",
      cell: (person) => (
        <span
          className={
            person.state === "left" ? "font-semibold text-negative" : "max-wide:text-xs max-wide:text-muted"
          }
        >
          {person.productIds.map((id) => nameOf(products, id)).join(", ")}
        </span>
      ),
    },
    {
      key: "state",
      header: m.people_col_state(),
      place: "figure",
      cell: (person) => <StateCell person={person} />,
    },
  ];
}

function SeatCell({ person, seatTypes }: { person: PersonLine; seatTypes: RosterTableProps["seatTypes"] }) {
  if (person.seats.length > 0)
    return person.seats.map((seat) => (
      <span key={seat.number} className="block">
        {m.people_seat_numbered({ name: nameOf(seatTypes, seat.typeId), seat: String(seat.number) })}
      </span>
    ));
  return person.state === "at-work" || person.state === "leaving" ? (
    <span className="font-semibold text-negative">{m.people_no_seat()}</span>
  ) : (
    <span className="text-muted">–</span>
  );
}

/** Whether somebody works here, with the day that goes with it. */
export function StateCell({ person }: { person: Pick<PersonLine, "state" | "joinedOn" | "leftOn"> }) {
  const day = person.state === "left" || person.state === "leaving" ? person.leftOn : person.joinedOn;
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-x-2 gap-y-1 wide:justify-start">
      <Badge tone={tones[person.state]} size="small">
        {stateWords[person.state]()}
      </Badge>
      {day && <span className="text-sm whitespace-nowrap text-muted">{formatDay(day, "medium")}</span>}
    </span>
  );
}
