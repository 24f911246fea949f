/** Makes and models with their bodies, and colors, commoner ones first. NCIC-style words, no codes. */
export interface Model {
  readonly make: string;
  readonly model: string;
  readonly body: string;
}

const models = (make: string, body: string, names: string): readonly Model[] =>
  names.split(',').map((model) => ({ make, model: model.trim(), body }));

export const MODELS: readonly [Model, ...Model[]] = [
  { make: 'HONDA', model: 'CIVIC', body: '4 DOOR SEDAN' },
  ...models('TOYOTA', '4 DOOR SEDAN', 'CAMRY, COROLLA'),
  ...models('HONDA', '4 DOOR SEDAN', 'ACCORD'),
  ...models('HONDA', 'SPORT UTILITY', 'CR-V, PILOT'),
  ...models('TOYOTA', 'SPORT UTILITY', 'RAV4, HIGHLANDER'),
  ...models('NISSAN', '4 DOOR SEDAN', 'ALTIMA, SENTRA, MAXIMA'),
  ...models('HYUNDAI', '4 DOOR SEDAN', 'ELANTRA, SONATA'),
  ...models('KIA', '4 DOOR SEDAN', 'FORTE, OPTIMA'),
  ...models('NISSAN', 'SPORT UTILITY', 'ROGUE, PATHFINDER'),
  ...models('FORD', 'SPORT UTILITY', 'EXPLORER, ESCAPE'),
  ...models('CHEVROLET', 'SPORT UTILITY', 'EQUINOX, TAHOE'),
  ...models('JEEP', 'SPORT UTILITY', 'GRAND CHEROKEE, WRANGLER'),
  ...models('TOYOTA', 'VAN', 'SIENNA'),
  ...models('FORD', 'VAN', 'TRANSIT, E350'),
  ...models('BMW', '4 DOOR SEDAN', '328I, 530I'),
  ...models('MERCEDES-BENZ', '4 DOOR SEDAN', 'C300, E350'),
  ...models('ACURA', '4 DOOR SEDAN', 'TLX, ILX'),
  ...models('LEXUS', '4 DOOR SEDAN', 'ES350, IS250'),
  ...models('SUBARU', 'STATION WAGON', 'OUTBACK'),
  ...models('FORD', 'PICK-UP TRUCK', 'F150'),
  ...models('DODGE', '4 DOOR SEDAN', 'CHARGER'),
  ...models('VOLKSWAGEN', '4 DOOR SEDAN', 'JETTA'),
  ...models('TESLA', '4 DOOR SEDAN', 'MODEL 3'),
  ...models('YAMAHA', 'MOTORCYCLE', 'R6'),
  ...models('HONDA', 'MOTORCYCLE', 'CBR600'),
];

export const COLORS: readonly [string, ...string[]] = [
  'BLACK',
  'WHITE',
  'GRAY',
  'SILVER',
  'BLUE',
  'RED',
  'GREEN',
  'BROWN',
  'GOLD',
  'MAROON',
];
