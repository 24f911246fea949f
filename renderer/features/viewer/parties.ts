/**
 * Who a record names and in which parts: the same person standing in several rows or sections is said in each. Pure; goes
 * by names and dates of birth that are shown, and never by a held one.
 */
import type { CellModel, SectionModel } from './record-model.ts';

const valueOf = (cells: readonly CellModel[], key: string): string | null => {
  const cell = cells.find((model) => model.field.key === key)?.cell;
  return cell?.show === 'shown' && typeof cell.value === 'string' && cell.value !== '' ? cell.value : null;
};

/** What the row says of the person's part: `Complainant`; the section's label when no part is shown. */
export const roleOf = (model: SectionModel, cells: readonly CellModel[]): string =>
  valueOf(cells, 'role') ?? model.section.label;

/** Names that stand for nobody in particular. */
const NOBODY = /^(unknown|unk|n\/?a|none|refused|anonymous)\b/i;

interface Party {
  readonly key: string;
  readonly name: string;
  readonly dob: string | null;
  readonly role: string;
}

export const rowKey = (model: SectionModel, cells: readonly CellModel[]): string =>
  `${model.section.id}/${String(cells[0]?.place.row ?? 0)}`;

function partiesOf(sections: readonly SectionModel[]): readonly Party[] {
  return sections.flatMap((model) =>
    model.rows.flatMap((cells): Party[] => {
      const name = valueOf(cells, 'name');
      if (model.section.answers !== 'who' || name === null || NOBODY.test(name)) return [];
      return [
        {
          key: rowKey(model, cells),
          name: name.trim().toUpperCase(),
          dob: valueOf(cells, 'dob'),
          role: roleOf(model, cells),
        },
      ];
    }),
  );
}

/** Two dates of birth that are both shown and differ are two persons of one name. */
const isSame = (one: Party, other: Party): boolean =>
  one.name === other.name && (one.dob === null || other.dob === null || one.dob === other.dob);

/** By row (`section/row`): the other parts in which the same person stands in this record. */
export function otherParts(sections: readonly SectionModel[]): ReadonlyMap<string, readonly string[]> {
  const parties = partiesOf(sections);
  return new Map(
    parties.map((party) => [
      party.key,
      [...new Set(parties.filter((other) => other !== party && isSame(party, other)).map((other) => other.role))],
    ]),
  );
}
