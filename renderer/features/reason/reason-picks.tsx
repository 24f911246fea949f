/** Reasons that take one key: my current jobs by 1–9, this tour's reasons by Alt+1–9. */
import type { Reason, ReasonOptions, ReasonRequest } from '../../../shared/session/view.ts';
import { useActions } from '../../app/actions/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { recentText } from '../../ui/time.ts';
import { useNow } from '../../ui/use-now.ts';
import { requestAgain } from './reason-model.ts';
import { TEXTS } from './texts.ts';

type Job = ReasonOptions['jobs'][number];
const jobRequest = (job: Job): ReasonRequest => ({
  purpose: 'job-in-progress',
  reference: { kind: 'job', value: job.reference },
});

interface PicksProps {
  readonly onPick: (request: ReasonRequest) => void;
}

export function ReasonJobs({ jobs, onPick }: PicksProps & { readonly jobs: readonly Job[] }) {
  const now = useNow(60_000);
  useActions(
    jobs.map((job, at) => ({
      id: `reason.job.${String(at + 1)}`,
      label: `Reason: job ${job.reference}`,
      group: 'Reason',
      keys: String(at + 1),
      inDialog: true,
      keysOnly: true,
      run: () => onPick(jobRequest(job)),
    })),
  );
  return (
    <section aria-labelledby="reason-jobs">
      <h3 id="reason-jobs" className="eyebrow">
        {TEXTS.jobs}
      </h3>
      <ul className="reason-picks">
        {jobs.map((job, at) => (
          <li key={job.reference}>
            <Button
              className="reason-pick"
              keys={String(at + 1)}
              autoFocus={at === 0}
              onPress={() => onPick(jobRequest(job))}
            >
              <span className="mono">{job.reference}</span>
              <b>{job.callType}</b>
              <span className="dim">
                {job.address}
                {job.precinct === null ? '' : ` · ${String(job.precinct)} Pct`} · {recentText(job.at, now)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function ReasonRecent({ recent, onPick }: PicksProps & { readonly recent: readonly Reason[] }) {
  useActions(
    recent.map((reason, at) => ({
      id: `reason.recent.${String(at + 1)}`,
      label: `Reason again: ${reason.purposeLabel} ${reason.reference?.value ?? ''}`,
      group: 'Reason',
      keys: `Alt+${String(at + 1)}`,
      inDialog: true,
      keysOnly: true,
      run: () => onPick(requestAgain(reason)),
    })),
  );
  return (
    <section aria-labelledby="reason-recent">
      <h3 id="reason-recent" className="eyebrow">
        {TEXTS.recent}
      </h3>
      <ul className="reason-picks">
        {recent.map((reason, at) => (
          <li key={reason.id}>
            <Button className="reason-pick" keys={`Alt+${String(at + 1)}`} onPress={() => onPick(requestAgain(reason))}>
              <b>{reason.purposeLabel}</b>
              <span className="mono">{reason.reference?.value}</span>
              <span className="dim">{reason.text}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
