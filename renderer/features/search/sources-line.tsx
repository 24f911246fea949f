/**
 * Each source answers for itself: its state, how many rows it has, how long it took and, for who looks, what it usually
 * takes (S3). Never speaks for another.
 */
import { SOURCES, SOURCE_IDS, type SourceId } from '../../../shared/records/kind.ts';
import type { SourceProgress } from '../../../shared/records/results.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { answerNotes, becauseText, canRunAgain } from './source-answers.ts';
import { TEXTS } from './texts.ts';
import { useSourceTimes, type SourceTimes } from './use-source-times.ts';
import { usualText } from './usual-text.ts';

interface SourcesLineProps {
  readonly progress: Readonly<Partial<Record<SourceId, SourceProgress>>>;
  /** Sources this person may search: what is shown before the first search. */
  readonly allowed: readonly SourceId[];
  readonly onWhy: (source: SourceId) => void;
  /** Did not answer the search and would now. */
  readonly returned?: readonly SourceId[];
  /** Asks all sources once more and marks what is new; offered where one did not answer. */
  readonly onRunAgain?: () => void;
}

/** Beside a source whose rows are missing: they can be had now. */
const ANSWERS_AGAIN = 'answers again';

const DOTS = {
  answered: '',
  searching: 'dot-slow',
  down: 'dot-down',
  'not-authorised': 'dot-no',
  'not-asked': 'dot-no',
};

function Said({ state, isBack }: { readonly state: SourceProgress; readonly isBack: boolean }) {
  switch (state.state) {
    case 'answered':
      return (
        <>
          <span className="source-count">
            <b>
              {state.count.toLocaleString('en-US')}
              {state.exact ? '' : '+'}
            </b>{' '}
            <span className="mono">{Math.round(state.ms ?? 0)} ms</span>
          </span>
          {answerNotes(state).map((note) => (
            <span key={note} className="source-note">
              {note}
            </span>
          ))}
        </>
      );
    case 'searching':
      return TEXTS.searching;
    case 'down':
      return isBack ? ANSWERS_AGAIN : (becauseText(state) ?? TEXTS.down);
    case 'not-authorised':
      return TEXTS.notAuthorised;
    case 'not-asked':
      return TEXTS.notAsked;
  }
}

function RunAgain({ onRunAgain }: { readonly onRunAgain: () => void }) {
  return (
    <li className="source">
      <button type="button" className="source-why" onClick={onRunAgain}>
        Run again <Kbd keys="R" />
      </button>
    </li>
  );
}

/** Shown until pressed again; said in words where there is nothing to show. */
function UsualTimes({ times, isShown, toggle }: SourceTimes) {
  const isEmpty = times !== null && Object.keys(times).length === 0;
  return (
    <li className="source">
      <button type="button" className="source-why" aria-pressed={isShown} onClick={toggle}>
        {TEXTS.usualTimes}
      </button>
      <span role="status">{isShown && isEmpty ? TEXTS.usualNotYet : ''}</span>
    </li>
  );
}

interface OneSourceProps {
  readonly source: SourceId;
  readonly props: SourcesLineProps;
  readonly usual: SourceTimes;
}

function OneSource({ source, props: { progress, allowed, returned = [], onWhy }, usual }: OneSourceProps) {
  const state = progress[source];
  const isBack = returned.includes(source);
  const closed = state === undefined ? !allowed.includes(source) : state.state === 'not-authorised';
  const told = closed ? undefined : usual.times?.[source];
  const text = told && usualText(told);
  return (
    <li
      className="source"
      data-state={closed ? 'not-authorised' : (state?.state ?? 'ready')}
      data-returned={isBack || undefined}
      title={text}
    >
      <span className={`dot ${closed ? 'dot-no' : DOTS[state?.state ?? 'answered']}`} aria-hidden="true" />
      <span className="source-name">{SOURCES[source].label}</span>
      {closed ? (
        <button type="button" className="source-why" onClick={() => onWhy(source)}>
          {TEXTS.notAuthorised}
        </button>
      ) : (
        state !== undefined && (
          <span>
            <Said state={state} isBack={isBack} />
          </span>
        )
      )}
      {usual.isShown && text !== undefined && <span className="source-usual">{text}</span>}
    </li>
  );
}

export function SourcesLine(props: SourcesLineProps) {
  const { progress, allowed, onRunAgain } = props;
  const usual = useSourceTimes();
  const offers = SOURCE_IDS.some((source) => progress[source] !== undefined && canRunAgain(progress[source]));
  return (
    <ul className="sources" aria-label={TEXTS.sources} onPointerEnter={usual.look}>
      {SOURCE_IDS.map((source) => (
        <OneSource key={source} source={source} props={props} usual={usual} />
      ))}
      {offers && onRunAgain && <RunAgain onRunAgain={onRunAgain} />}
      {allowed.length > 0 && <UsualTimes {...usual} />}
    </ul>
  );
}
