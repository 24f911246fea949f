/** The state of every source of a search as a list. Pure. */
import { SOURCE_IDS } from '../../../shared/records/kind.ts';
import type { Results } from '../../../shared/records/results.ts';
import type { SourceAnswer } from './outcome.ts';

export const sourceAnswers = (results: Results): readonly SourceAnswer[] =>
  SOURCE_IDS.flatMap((source) => {
    const progress = results.sources[source];
    return progress === undefined ? [] : [{ source, state: progress.state }];
  });
