/** The top strip: handling notice, place, tour and clock, the reason in force, the link, the person, the lock. Always there in a session. */
import { Button } from 'react-aria-components';
import { useSession, useSnapshot } from '../../bridge/snapshot.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { clockText, dayText } from '../../ui/time.ts';
import { useNow } from '../../ui/use-now.ts';
import { useAppRequests } from '../app-requests.ts';
import { PersonMenu } from './person-menu.tsx';

export function Strip({ onLock, onSignOut }: { readonly onLock: () => void; readonly onSignOut: () => void }) {
  const { workstation, tour } = useSession();
  const now = useNow(5_000);
  return (
    <header className="strip">
      <span className="strip-hand">Restricted · Law enforcement use only</span>
      <span className="strip-place">
        <b>{workstation.command} Pct</b>
        <span className="strip-part strip-dim">{workstation.name}</span>
        <span className="strip-part">{tour.label}</span>
        <span className="strip-dim">
          {tour.from.replace(':', '')}–{tour.to.replace(':', '')}
        </span>
      </span>
      <span className="strip-clock mono">
        {dayText(now)} {clockText(now)}
      </span>
      <span className="spacer" />
      <DraftsNotKept />
      <SessionEnd />
      <LinkState />
      <ReasonChip />
      <PersonMenu onSignOut={onSignOut} />
      <Button className="strip-button" onPress={onLock}>
        <Icon name="lock" /> <span className="strip-word">Lock</span> <Kbd keys="Ctrl+L" isSilent />
      </Button>
    </header>
  );
}

/** Without a key store nothing is written to disk, and the person is told (never a plaintext fallback). */
function DraftsNotKept() {
  const { drafts } = useSnapshot();
  return drafts === 'memory-only' ? <span className="strip-dim">Drafts in memory only</span> : null;
}

/** Minutes before the end of the session from which it is said. */
const END_IS_NEAR = 15;

function SessionEnd() {
  const { absoluteAt } = useSession();
  const now = useNow(5_000);
  const minutes = Math.ceil((Date.parse(absoluteAt) - now.getTime()) / 60_000);
  if (minutes > END_IS_NEAR || minutes < 0) return null;
  return (
    <span className="strip-link strip-link-down" role="status">
      <Icon name="clock" /> Session ends in {minutes} min
    </span>
  );
}

function ReasonChip() {
  const { reason, capabilities } = useSession();
  const { askReason } = useAppRequests();
  if (!capabilities.some((each) => each === 'record.search' || each === 'audit.read')) return null;
  return (
    <Button className={`strip-button strip-reason${reason ? '' : ' strip-reason-none'}`} onPress={() => askReason()}>
      <Icon name={reason ? 'briefcase' : 'triangle-alert'} />
      {reason ? (
        <>
          <span className="visually-hidden">Reason in force:</span>
          <span className="strip-word">{reason.purposeLabel}</span>
          {reason.reference ? <b className="mono">{reason.reference.value}</b> : null}
        </>
      ) : (
        <b>No reason stated</b>
      )}
      <Kbd keys="Ctrl+R" isSilent />
    </Button>
  );
}

function LinkState() {
  const { link } = useSnapshot();
  const now = useNow(1_000);
  if (link.state === 'up') {
    return (
      <span className="strip-link" role="img" aria-label="Gateway reachable" title="Gateway reachable">
        <Icon name="wifi" />
      </span>
    );
  }
  const seconds = Math.max(0, Math.round((now.getTime() - Date.parse(link.since)) / 1000));
  return (
    <span className="strip-link strip-link-down" role="status">
      <Icon name="wifi-off" />
      {link.state === 'down' ? `Gateway not reachable for ${String(seconds)} s` : 'Reaching the gateway…'}
    </span>
  );
}
