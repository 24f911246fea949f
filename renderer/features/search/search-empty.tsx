/** What stands where the rows would: before a search, without a reason, without rows, after a fault. Says only what is known. */
import { chipOf } from '../../../shared/records/query/chip.ts';
import { policyRule } from '../../../shared/policy/rules.ts';
import { FaultAlert } from '../../app/fault-alert.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/progress.tsx';
import { countText } from './count-text.ts';
import { hasFilters } from './facet-model.ts';
import { emptyOutcome } from './outcome.ts';
import { othersOf } from './readings.ts';
import type { SearchRun } from './search-run.ts';
import { sourceAnswers } from './source-answers.ts';
import { EXAMPLES, TEXTS } from './texts.ts';
import type { SearchBoxState } from './use-search-box.ts';
import type { RecentSearch } from './use-search-session.ts';

interface SearchEmptyProps {
  readonly run: SearchRun;
  readonly box: SearchBoxState;
  readonly recent: readonly RecentSearch[];
  readonly hasReason: boolean;
  readonly onReason: () => void;
}

/** Other readings of what was typed, each one press away. */
function OtherReadings({ box }: Pick<SearchEmptyProps, 'box'>) {
  const offers = othersOf(box.readings);
  return (
    <div className="offers">
      {offers.slice(0, 5).map(({ reading, term, option }) => {
        const { label, value } = chipOf(term);
        const count = box.counts.of(reading, option);
        return (
          <Button key={`${reading.start}-${option}`} onPress={() => box.choose(reading, option)}>
            {`Search as ${label} “${value}”${count ? ` (${countText(count)})` : ''}`}
          </Button>
        );
      })}
      {hasFilters(box.filters) && (
        <Button icon="filter" onPress={() => box.runWith({ filters: {} })}>
          {TEXTS.clearFilters}
        </Button>
      )}
    </div>
  );
}

function NothingFound({ run, box }: Pick<SearchEmptyProps, 'run' | 'box'>) {
  const asked = (run.request?.terms ?? []).map((term) => {
    const { label, value } = chipOf(term);
    return `${label} ${value}`;
  });
  const outcome = emptyOutcome(sourceAnswers(run.results), asked.join(', '));
  if (outcome === null) return <Loading label={TEXTS.noAnswer} />;
  return (
    <EmptyState icon="search" title={outcome.title}>
      {outcome.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {hasFilters(run.request?.filters ?? {}) && <p>Filters are on: they leave rows out.</p>}
      <OtherReadings box={box} />
    </EmptyState>
  );
}

function BeforeSearch({ recent, box }: Pick<SearchEmptyProps, 'recent' | 'box'>) {
  return (
    <div className="start">
      {recent.length > 0 && (
        <section>
          <h2 className="eyebrow">{TEXTS.recent}</h2>
          <ol className="recent">
            {recent.map(({ text, request }) => (
              <li key={text}>
                <Button tone="link" onPress={() => box.runAgain(text, request)}>
                  {text}
                </Button>
              </li>
            ))}
          </ol>
        </section>
      )}
      <section>
        <h2 className="eyebrow">{TEXTS.examples}</h2>
        <dl className="examples">
          {EXAMPLES.map(({ typed, means }) => (
            <div key={typed}>
              <dt className="mono">{typed}</dt>
              <dd className="dim">{means}</dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}

function NeedsReason({ onReason }: Pick<SearchEmptyProps, 'onReason'>) {
  return (
    <EmptyState icon="briefcase" title={TEXTS.reasonTitle}>
      <p>{TEXTS.reasonText}</p>
      <p className="dim">{`S26 · ${policyRule('S26').short}`}</p>
      <Button tone="primary" keys="Ctrl+R" onPress={onReason}>
        {TEXTS.reasonButton}
      </Button>
    </EmptyState>
  );
}

export function SearchEmpty(props: SearchEmptyProps) {
  const { run, box, hasReason } = props;
  if (run.fault?.code === 'reason.missing' || (!hasReason && run.status === 'idle')) {
    return <NeedsReason onReason={props.onReason} />;
  }
  if (run.fault !== null) {
    return (
      <div className="search-fault">
        <FaultAlert fault={run.fault} />
        {run.fault.code.startsWith('query.') && <OtherReadings box={box} />}
        <Button icon="rotate-cw" onPress={box.run}>
          {TEXTS.tryAgain}
        </Button>
      </div>
    );
  }
  if (run.status === 'searching') return <Loading label={TEXTS.noAnswer} />;
  if (run.status === 'idle') return <BeforeSearch recent={props.recent} box={box} />;
  return <NothingFound run={run} box={box} />;
}
