/** The record and its links in the order of time; each link opens with one key. Shows only links the gateway sent. */
import { formatMoment } from '../../../shared/records/format.ts';
import { RECORD_DEFINITIONS } from '../../../shared/records/kinds/definitions.ts';
import type { RecordLink, RecordView } from '../../../shared/records/view.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { LinkTags } from './link-tags.tsx';
import { TEXTS } from './texts.ts';
import { gapBetween } from './timeline-days.ts';
import { timelineOf, type TimelineEntry } from './timeline.ts';

interface LinksTimelineProps {
  readonly view: RecordView;
  readonly onOpen: (link: RecordLink) => void;
}

const when = (at: string | null): string => (at === null ? 'undated' : formatMoment(at));

function Linked({
  link,
  number,
  gap = null,
  onOpen,
}: {
  link: RecordLink;
  number: number | null;
  /** How long nothing was before it. */
  gap?: string | null;
  onOpen: LinksTimelineProps['onOpen'];
}) {
  return (
    <li>
      {gap !== null && <p className="day-gap">{gap}</p>}
      <button type="button" className="link" data-link={link.id} onClick={() => onOpen(link)}>
        <span className="link-name">
          <b>
            {RECORD_DEFINITIONS[link.kind].label} <span className="mono">{link.number}</span>
          </b>
          {number !== null && <Kbd keys={String(number)} />}
        </span>
        <span className="cut">{link.title}</span>
        <small>
          {when(link.occurredAt)} · {link.relation}
        </small>
        <LinkTags link={link} />
      </button>
    </li>
  );
}

export function LinksTimeline({ view, onOpen }: LinksTimelineProps) {
  if (view.links.length === 0) return <p className="dim">{TEXTS.noLinks}</p>;
  const keyed = keyedLinks(view);
  const keyOf = (link: RecordLink): number | null => (keyed.includes(link) ? keyed.indexOf(link) + 1 : null);
  const sharing = sharingLinks(view);
  return (
    <>
      <ol className="timeline">
        {statedTimeline(view).map((entry, place, all) =>
          entry.of === 'this' ? (
            <li key="this" className="timeline-this" aria-current="true">
              {place > 0 && <p className="day-gap">{gapBetween(all[place - 1]?.at ?? null, entry.at)}</p>}
              <b>{`${TEXTS.thisRecord}: ${view.number}`}</b>
              <small>{when(entry.at)}</small>
            </li>
          ) : (
            <Linked
              key={`${entry.link.id}-${entry.position}`}
              link={entry.link}
              number={keyOf(entry.link)}
              gap={gapBetween(all[place - 1]?.at ?? null, entry.at)}
              onOpen={onOpen}
            />
          ),
        )}
      </ol>
      {sharing.length > 0 && (
        <>
          <h2 className="eyebrow">{TEXTS.further}</h2>
          <ol className="further">
            {sharing.map((link, place) => (
              <Linked key={`${link.id}-${place}`} link={link} number={keyOf(link)} onOpen={onOpen} />
            ))}
            {view.moreLinks > 0 && <li className="dim">{`and ${view.moreLinks} more`}</li>}
          </ol>
        </>
      )}
    </>
  );
}

/** As many links as there are number keys. */
const KEYS = 9;

/** What records say of each other, in time, with the open one among them. */
const statedTimeline = (view: RecordView): readonly TimelineEntry[] =>
  timelineOf({ occurredAt: view.occurredAt, links: view.links.filter((link) => link.stated) });

/** What merely shares something, in the gateway's order: what says most first. */
const sharingLinks = (view: RecordView): readonly RecordLink[] => view.links.filter((link) => !link.stated);

/** The links in the order their keys have, which is the order they stand in: the stated ones in time, then the others. */
export const keyedLinks = (view: RecordView): readonly RecordLink[] =>
  [...statedTimeline(view).flatMap((entry) => (entry.of === 'link' ? [entry.link] : [])), ...sharingLinks(view)].slice(
    0,
    KEYS,
  );
