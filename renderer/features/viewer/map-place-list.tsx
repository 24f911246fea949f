/** The places on the map as a list: how many records lie there, how far off, and each of them to open. */
import type { RecordLink, RecordView } from '../../../shared/records/view.ts';
import { nodeName } from './graph-words.ts';
import { whereFrom, type MapPlace } from './map-clusters.ts';

interface MapPlaceListProps {
  readonly places: readonly MapPlace[];
  readonly from: RecordView['point'];
  readonly onOpen: (link: RecordLink) => void;
}

export function MapPlaceList({ places, from, onOpen }: MapPlaceListProps) {
  if (places.length === 0) return null;
  return (
    <ul className="map-places" aria-label="Places of linked records">
      {places.map((place) => (
        <li key={place.links[0]?.id}>
          <details data-place>
            <summary>
              {`${String(place.links.length)} linked ${place.links.length === 1 ? 'record' : 'records'}`}
              {from === null ? '' : ` ${whereFrom(from, place)}`}
            </summary>
            {place.links.map((link) => (
              <button key={link.id} type="button" className="link" onClick={() => onOpen(link)}>
                <b>{nodeName(link)}</b>
                <span className="cut">{link.title}</span>
              </button>
            ))}
          </details>
        </li>
      ))}
    </ul>
  );
}
