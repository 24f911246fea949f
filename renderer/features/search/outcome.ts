/** What may be said of a search that shows no row: "No record" only of the sources that really answered. Pure. */
import { SOURCES, type SourceId } from '../../../shared/records/kind.ts';

export interface SourceAnswer {
  readonly source: SourceId;
  readonly state: 'searching' | 'answered' | 'down' | 'not-authorised' | 'not-asked';
}

export interface Outcome {
  readonly title: string;
  readonly sentences: readonly string[];
}

const names = (sources: readonly SourceAnswer[]): string => {
  const labels = sources.map(({ source }) => SOURCES[source].label);
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1) ?? ''}`;
};

/** Null while a source that has not answered may still bring a row. */
export function emptyOutcome(sources: readonly SourceAnswer[], asked: string): Outcome | null {
  const in_ = (state: SourceAnswer['state']): readonly SourceAnswer[] =>
    sources.filter((source) => source.state === state);
  if (in_('searching').length > 0) return null;
  const [answered, down, closed] = [in_('answered'), in_('down'), in_('not-authorised')];
  const sentences = [
    ...(answered.length > 0 ? [`Searched ${names(answered)} for ${asked}.`] : []),
    ...(down.length > 0 ? [`${names(down)} did not answer: a record there would not be seen.`] : []),
    ...(closed.length > 0 ? [`${names(closed)} not searched: not authorised for you.`] : []),
  ];
  if (answered.length === 0) return { title: 'No source answered', sentences };
  return { title: down.length > 0 ? 'No record in the sources that answered' : 'No record', sentences };
}
