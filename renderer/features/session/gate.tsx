/** The two halves of every screen outside a session: the department and its notice left, the form right. Shows nothing of any record. */
import type { ReactNode } from 'react';
import type { Snapshot } from '../../../shared/bridge/calls.ts';
import { Icon } from '../../ui/icon.tsx';
import { Button } from '../../ui/button.tsx';
import { PlaceLine } from './place-line.tsx';
import { TEXTS } from './texts.ts';

const LINK_TEXTS = { up: 'certificate verified', down: 'cannot be reached', unknown: 'not asked yet' } as const;

interface GateProps {
  readonly snapshot: Snapshot;
  readonly onPolicy: () => void;
  /** In place of the notice, where there is none to show yet; its heading has the id `gate-aside`. */
  readonly aside?: ReactNode;
  /** Where the screen is narrow: the notice before the form, as long as it is not accepted (AC-8). */
  readonly noticeFirst?: boolean;
  readonly children: ReactNode;
}

export function Gate({ snapshot, onPolicy, aside, noticeFirst = false, children }: GateProps) {
  const { workstation, notice } = snapshot;
  return (
    <div className={noticeFirst ? 'gate' : 'gate gate-form-first'}>
      <div className="gate-side">
        <header className="gate-brand">
          <Icon name="shield-check" />
          <div>
            <h2>{TEXTS.product}</h2>
            <PlaceLine workstation={workstation} />
          </div>
        </header>
        <section className="gate-notice" aria-labelledby="gate-aside">
          {aside ?? <NoticeText notice={notice} />}
          <Button tone="link" keys="F1" onPress={onPolicy}>
            {TEXTS.policy}
          </Button>
        </section>
      </div>
      <main className="gate-main">
        <div className="gate-form">{children}</div>
        <LinkLine link={snapshot.link} drafts={snapshot.drafts} />
      </main>
    </div>
  );
}

function NoticeText({ notice }: { readonly notice: Snapshot['notice'] }) {
  return (
    <>
      <h3 id="gate-aside" className="eyebrow">
        {TEXTS.noticeTitle}
      </h3>
      {notice?.paragraphs.map((paragraph, at) => (
        <p key={paragraph} className={at === 0 ? 'gate-notice-first' : 'dim'}>
          {paragraph}
        </p>
      ))}
    </>
  );
}

function LinkLine({ link, drafts }: Pick<Snapshot, 'link' | 'drafts'>) {
  return (
    <p className="gate-link dim">
      <span className={`dot ${link.state === 'up' ? '' : link.state === 'down' ? 'dot-down' : 'dot-no'}`} />
      <span>
        {link.gateway} · {LINK_TEXTS[link.state]}
        {drafts === 'memory-only' ? ' · no key store: drafts are not kept on this computer' : ''}
      </span>
    </p>
  );
}
