/** Where it happened: the precinct's shape among its neighbours, and the point. Drawn from bundled shapes; no tile, no network. */
import { useEffect, useState } from 'react';
import type { RecordLink } from '../../../shared/records/view.ts';
import { awayFrom } from './map-room.ts';
import { mapPlaces, type MapPlace } from './map-clusters.ts';
import { MapPlaceList } from './map-place-list.tsx';
import { boundsTouch, padBounds, projectInto, ringsPath, type Bounds, type LonLat } from './project.ts';
import { TEXTS } from './texts.ts';

interface Precinct {
  readonly precinct: number;
  readonly bbox: Bounds;
  readonly label: LonLat;
  readonly polygons: readonly (readonly (readonly LonLat[])[])[];
}

interface PrecinctMapProps {
  readonly precinct: number | null;
  readonly point: { readonly lat: number; readonly lon: number } | null;
  /** Said with the picture: the address, or why there is none. */
  readonly caption: string;
  /** Linked records, shown where their place was sent. */
  readonly links: readonly RecordLink[];
  readonly onOpen: (link: RecordLink) => void;
}

const WIDTH = 336;
const HEIGHT = 168;
/** Units that the precinct's name and the other places stay off the place itself. */
const NAME_OFF = 34;
const PLACE_OFF = 16;
/** Degrees around a point that lies in no known precinct: about 1.5 km. */
const AROUND = 0.015;

function usePrecincts(): readonly Precinct[] | null {
  const [precincts, setPrecincts] = useState<readonly Precinct[] | null>(null);
  useEffect(() => {
    let wanted = true;
    void import('../../../assets/map/precincts.json').then((file) => {
      // The file is ours and checked where it is made; its tuples are wider as JSON.
      if (wanted) setPrecincts(file.default.precincts as unknown as readonly Precinct[]);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return precincts;
}

const boundsOf = (own: Precinct | undefined, point: PrecinctMapProps['point']): Bounds | null => {
  if (own !== undefined) return padBounds(own.bbox, 0.12);
  if (point === null) return null;
  return [point.lon - AROUND, point.lat - AROUND, point.lon + AROUND, point.lat + AROUND];
};

interface ShapesProps {
  readonly all: readonly Precinct[];
  readonly own: Precinct | undefined;
  readonly bounds: Bounds;
  /** The place itself, in the units of the drawing. */
  readonly dot: LonLat | null;
}

/** The neighbours are named where their label is in the frame. */
function Shapes({ all, own, bounds, dot }: ShapesProps) {
  const projection = projectInto(bounds, WIDTH, HEIGHT);
  const shown = all.filter((each) => boundsTouch(each.bbox, padBounds(bounds, 1)));
  const path = (each: Precinct): string => each.polygons.map((rings) => ringsPath(rings, projection)).join('');
  const inFrame = ([x, y]: readonly [number, number]): boolean => x > 14 && x < WIDTH - 14 && y > 12 && y < HEIGHT - 8;
  return (
    <>
      {shown.map((each) => (
        <path
          key={each.precinct}
          className={each === own ? 'map-own' : 'map-other'}
          fillRule="evenodd"
          d={path(each)}
        />
      ))}
      {shown.map((each) => {
        const at = each === own ? awayFrom(projection.toXY(each.label), dot, NAME_OFF) : projection.toXY(each.label);
        return inFrame(at) ? (
          <text key={each.precinct} x={at[0]} y={at[1]} className={each === own ? 'map-name map-name-own' : 'map-name'}>
            {each.precinct}
          </text>
        ) : null;
      })}
    </>
  );
}

/** One point for a place with one record, a larger one with its count for more. Decoration: the list says the same. */
function Places({
  places,
  bounds,
  dot,
}: Pick<ShapesProps, 'bounds' | 'dot'> & { readonly places: readonly MapPlace[] }) {
  const projection = projectInto(bounds, WIDTH, HEIGHT);
  return places.map(({ lon, lat, links }) => {
    const [x, y] = awayFrom(projection.toXY([lon, lat]), dot, PLACE_OFF);
    if (x < 0 || y < 0 || x > WIDTH || y > HEIGHT) return null;
    return (
      <g key={links[0]?.id} className="map-place">
        <circle cx={x} cy={y} r={links.length === 1 ? 4 : 8} />
        {links.length > 1 && (
          <text x={x} y={y + 3.5}>
            {links.length}
          </text>
        )}
      </g>
    );
  });
}

export function PrecinctMap({ precinct, point, caption, links, onOpen }: PrecinctMapProps) {
  const all = usePrecincts();
  const own = all?.find((each) => each.precinct === precinct);
  const bounds = boundsOf(own, point);
  const places = bounds === null ? [] : mapPlaces(links, bounds, WIDTH);
  if (all !== null && bounds === null) return <p className="dim">{caption}</p>;
  const dot =
    bounds !== null && point !== null ? projectInto(bounds, WIDTH, HEIGHT).toXY([point.lon, point.lat]) : null;
  return (
    <figure className="map">
      <svg
        viewBox={`0 0 ${String(WIDTH)} ${String(HEIGHT)}`}
        role="img"
        aria-label={`${String(precinct ?? 'Unknown')} precinct. ${caption}`}
      >
        {all !== null && bounds !== null && <Shapes all={all} own={own} bounds={bounds} dot={dot} />}
        {bounds !== null && <Places places={places} bounds={bounds} dot={dot} />}
        {dot !== null && (
          <>
            <circle cx={dot[0]} cy={dot[1]} r={11} className="map-halo" />
            <circle cx={dot[0]} cy={dot[1]} r={4.5} className="map-point" />
          </>
        )}
      </svg>
      <figcaption className="dim">{all === null ? TEXTS.mapLoading : caption}</figcaption>
      <MapPlaceList places={places} from={point} onOpen={onOpen} />
    </figure>
  );
}
