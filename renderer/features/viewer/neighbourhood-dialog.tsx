/** The records around the open one, two steps far: drawn, and as a list in time that says the same. Asking for it is logged. */
import { FaultAlert } from '../../app/fault-alert.tsx';
import { useCall } from '../../bridge/use-call.ts';
import { formatDay, formatTime } from '../../../shared/records/format.ts';
import type { Neighbourhood, RecordLink } from '../../../shared/records/view.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Loading } from '../../ui/progress.tsx';
import { nodeName, relationsOf } from './graph-words.ts';
import { LinkTags } from './link-tags.tsx';
import { NeighbourhoodGraph, type NeighbourhoodProps } from './neighbourhood-graph.tsx';
import { TEXTS } from './texts.ts';
import { daysOf } from './timeline-days.ts';
import './graph.css';

/** Days with their records; how long nothing was is said between them. */
function InTime({ neighbourhood, onOpen }: NeighbourhoodProps) {
  const open = neighbourhood.nodes[0]?.id;
  return (
    <ol className="days" aria-label={TEXTS.inTime}>
      {daysOf(neighbourhood.nodes).map(({ day, entries, gap }) => (
        <li key={day ?? 'undated'}>
          {gap !== null && <p className="day-gap">{gap}</p>}
          <h3 className="eyebrow">{day === null ? TEXTS.undated : formatDay(day)}</h3>
          <ul>
            {entries.map((node) => (
              <li key={node.id}>
                <button
                  type="button"
                  className="link"
                  aria-current={node.id === open ? 'true' : undefined}
                  onClick={() => onOpen(node)}
                >
                  <span>
                    <b>{nodeName(node)}</b> {formatTime(node.occurredAt ?? '')}
                  </span>
                  <span className="cut">{node.id === open ? TEXTS.thisRecord : node.title}</span>
                  {relationsOf(neighbourhood, node.id).map((relation, place) => (
                    <small key={`${relation}-${String(place)}`} className="dim">
                      {relation}
                    </small>
                  ))}
                  <LinkTags link={node} />
                </button>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Shown({ neighbourhood, onOpen }: NeighbourhoodProps & { readonly neighbourhood: Neighbourhood }) {
  const { nodes, more, auditSeq } = neighbourhood;
  return (
    <>
      <p className="dim">
        {`${String(nodes.length - 1)} linked records within two steps`}
        {more > 0 ? `; ${String(more)} more are left out, nearest first.` : '.'}{' '}
        {nodes.some(({ archivedAt }) => archivedAt !== undefined) && TEXTS.graphArchived}{' '}
        {`Logged in audit row ${String(auditSeq)}.`}
      </p>
      <div className="neighbourhood">
        <NeighbourhoodGraph neighbourhood={neighbourhood} onOpen={onOpen} />
        <InTime neighbourhood={neighbourhood} onOpen={onOpen} />
      </div>
    </>
  );
}

interface NeighbourhoodDialogProps {
  readonly id: string;
  /** Another reason asks anew. */
  readonly reasonId: string;
  readonly onOpen: (link: Pick<RecordLink, 'id' | 'kind' | 'number'>) => void;
  readonly onClose: () => void;
}
export function NeighbourhoodDialog({ id, reasonId, onOpen, onClose }: NeighbourhoodDialogProps) {
  const asked = useCall('record.neighbourhood', { id }, { salt: reasonId });
  return (
    <Dialog title={TEXTS.graph} isOpen onClose={onClose} size="wide">
      {asked.state === 'loading' && <Loading label={TEXTS.graphLoading} />}
      {asked.state === 'fault' && <FaultAlert fault={asked.fault} />}
      {asked.state === 'ready' && (
        <Shown
          neighbourhood={asked.value}
          onOpen={(node) => {
            onClose();
            if (node.id !== id) onOpen(node);
          }}
        />
      )}
    </Dialog>
  );
}
