/** The last minute before the idle lock (AC-11), with its seconds. Any sign of life stays; main keeps the real deadline. */
import { Icon } from '../../ui/icon.tsx';
import { useNow } from '../../ui/use-now.ts';

/** Seconds before the lock from which it is said; half of a very short idle limit. */
const warnFrom = (idleSeconds: number): number => Math.min(60, Math.floor(idleSeconds / 2));
/** Seconds at which it is read out. */
const SAID = [10, 30, 60] as const;

interface IdleWarningProps {
  readonly idleSeconds: number;
  /** When main was last told that somebody is there (ms since the epoch). */
  readonly toldAt: () => number;
}
export function IdleWarning({ idleSeconds, toldAt }: IdleWarningProps) {
  const now = useNow(1_000);
  const left = Math.max(0, Math.ceil(idleSeconds - (now.getTime() - toldAt()) / 1000));
  const near = left <= warnFrom(idleSeconds);
  const said = near ? SAID.find((limit) => left <= limit) : undefined;
  return (
    <>
      {near ? (
        <aside className="idle-warning" aria-label="Idle lock">
          <Icon name="lock" />
          <span>
            <b>Locks in {left} s</b> – any key stays
          </span>
        </aside>
      ) : null}
      <p className="visually-hidden" role="status">
        {said === undefined ? '' : `The workstation locks in ${String(Math.min(said, left))} seconds. Any key stays.`}
      </p>
    </>
  );
}
