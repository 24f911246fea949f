/**
 * What happens in the sample city: kinds of jobs with their chances of a complaint, an arrest, an invoice. In the texts
 * `{street}`, `{from}`, `{to}`, `{item}`, `{car}` and `{plate}` are filled in; no text names a person.
 */
import { OFFENCES } from './offences.ts';
import type { Offence } from './offences.ts';

export interface Scenario {
  readonly weight: number;
  readonly radioCode: string;
  readonly callType: string;
  /** Null: a job that never becomes a complaint. */
  readonly offence: Offence | null;
  readonly chances: { readonly complaint: number; readonly arrest: number; readonly case: number };
  readonly thing: 'vehicle' | 'article' | 'weapon' | 'drugs' | 'none';
  readonly premises: readonly [string, ...string[]];
  readonly remarks: readonly [string, ...string[]];
  readonly narratives: readonly [string, ...string[]];
  readonly sexCrime?: true;
}

const NO_NARRATIVE: readonly [string] = ['No complaint report prepared.'];
const HOME: readonly [string, ...string[]] = [
  'RESIDENCE - APT. HOUSE',
  'RESIDENCE-HOUSE',
  'RESIDENCE - PUBLIC HOUSING',
];
const OUTSIDE: readonly [string, ...string[]] = ['STREET', 'PARKING LOT/GARAGE (PUBLIC)', 'PARK/PLAYGROUND'];
const SHOP: readonly [string, ...string[]] = ['DRUG STORE', 'GROCERY/BODEGA', 'DEPARTMENT STORE', 'CHAIN STORE'];

export const SCENARIOS: readonly Scenario[] = [
  {
    weight: 9,
    radioCode: '52D1',
    callType: 'DISPUTE: FAMILY',
    offence: OFFENCES.assault3,
    chances: { complaint: 0.35, arrest: 0.5, case: 0.08 },
    thing: 'none',
    premises: HOME,
    remarks: [
      'FC STATES VERBAL DISPUTE WITH FAMILY MEMBER AT LOC, NO WEAPONS SEEN',
      'NEIGHBOR HEARS YELLING AND THINGS BEING THROWN',
    ],
    narratives: [
      'At t/p/o C/V states that during a verbal dispute perp did strike C/V about the face with a closed fist causing pain and swelling. EMS responded, C/V refused medical attention. DIR prepared.',
      'At t/p/o C/V states perp did push C/V against a wall causing redness and pain to the right arm. Canvass conducted with positive results.',
    ],
  },
  {
    weight: 6,
    radioCode: '22Q2',
    callType: 'LARCENY: FROM OPEN AREA',
    offence: OFFENCES.petitLarceny,
    chances: { complaint: 0.8, arrest: 0.25, case: 0.03 },
    thing: 'article',
    premises: SHOP,
    remarks: [
      'STORE MANAGER STATES MALE REMOVED ITEMS AND FLED {street}',
      'FC STATES {item} TAKEN FROM UNLOCKED VEHICLE',
    ],
    narratives: [
      'At t/p/o C/V states unknown perp did remove {item} without permission or authority and flee on foot towards {street}. Video canvass conducted, video available.',
      'At t/p/o C/V did leave {item} unattended at {from} hours and upon return at {to} hours found it missing.',
    ],
  },
  {
    weight: 4,
    radioCode: '22V1',
    callType: 'LARCENY: VEHICLE',
    offence: OFFENCES.autoLarceny,
    chances: { complaint: 0.9, arrest: 0.18, case: 0.25 },
    thing: 'vehicle',
    premises: OUTSIDE,
    remarks: ['FC STATES {car} MISSING FROM IN FRONT OF LOC', 'FC STATES VEHICLE STOLEN OVERNIGHT, PLATE {plate}'],
    narratives: [
      'At t/p/o C/V states {car} was parked and secured in front of the location at approximately {from} hours and upon return at {to} hours the vehicle was missing. No broken glass at scene. Alarm transmitted.',
      'At t/p/o C/V left {car} running and unattended. Unknown perp did enter and drive off towards {street}. Key fob was left in the vehicle. Alarm transmitted.',
    ],
  },
  {
    weight: 2,
    radioCode: '39V4',
    callType: 'UNAUTHORIZED USE OF VEHICLE',
    offence: OFFENCES.unauthorizedUse,
    chances: { complaint: 0.8, arrest: 0.75, case: 0.06 },
    thing: 'vehicle',
    premises: OUTSIDE,
    remarks: ['FC STATES RELATIVE TOOK {car} WITHOUT PERMISSION'],
    narratives: [
      'At t/p/o deft was observed operating {car}, plate {plate}, without permission or authority of the owner. Vehicle vouchered.',
    ],
  },
  {
    weight: 3,
    radioCode: '21R1',
    callType: 'BURGLARY: RESIDENCE',
    offence: OFFENCES.burglary,
    chances: { complaint: 0.85, arrest: 0.15, case: 0.3 },
    thing: 'article',
    premises: HOME,
    remarks: ['FC RETURNED HOME AND FOUND DOOR FORCED OPEN', 'FC HEARS NOISE FROM REAR WINDOW'],
    narratives: [
      'At t/p/o C/V states the location was secured at {from} hours. Upon return at {to} hours C/V did find the rear window forced and {item} missing. ECT requested.',
    ],
  },
  {
    weight: 3,
    radioCode: '30Q1',
    callType: 'ROBBERY: IN PROGRESS',
    offence: OFFENCES.robbery,
    chances: { complaint: 0.75, arrest: 0.35, case: 0.4 },
    thing: 'article',
    premises: OUTSIDE,
    remarks: ['FC STATES TWO MALES TOOK {item} BY FORCE, FLED ON {street}', 'MALE WITH A KNIFE TOOK {item}'],
    narratives: [
      'At t/p/o C/V states perp did approach from behind, display a black firearm and demand {item}. Perp fled on a moped towards {street}. C/V canvassed with negative results.',
      'At t/p/o perp did forcibly remove {item} from C/V. C/V sustained a laceration to the left hand. Removed to hospital.',
    ],
  },
  {
    weight: 4,
    radioCode: '34Q1',
    callType: 'ASSAULT: IN PROGRESS',
    offence: OFFENCES.assault2,
    chances: { complaint: 0.55, arrest: 0.5, case: 0.2 },
    thing: 'weapon',
    premises: OUTSIDE,
    remarks: ['GROUP FIGHTING IN FRONT OF LOC, ONE WITH A BOTTLE', 'FC STATES MALE CUT ON THE ARM'],
    narratives: [
      'At t/p/o perp did strike C/V with a glass bottle causing a laceration to the head. EMS responded and removed C/V to hospital in stable condition.',
    ],
  },
  {
    weight: 3,
    radioCode: '29C1',
    callType: 'CRIMINAL MISCHIEF',
    offence: OFFENCES.mischief,
    chances: { complaint: 0.75, arrest: 0.12, case: 0.02 },
    thing: 'none',
    premises: OUTSIDE,
    remarks: ['FC STATES WINDOW OF VEHICLE BROKEN', 'GRAFFITI ON ROLL DOWN GATE'],
    narratives: [
      'At t/p/o unknown perp did break the window of the listed property causing damage of approximately $400.',
    ],
  },
  {
    weight: 4,
    radioCode: '29H1',
    callType: 'HARASSMENT',
    offence: OFFENCES.harassment,
    chances: { complaint: 0.7, arrest: 0.05, case: 0.02 },
    thing: 'none',
    premises: HOME,
    remarks: ['FC STATES RECEIVING THREATS BY TEXT', 'FC STATES EX PARTNER KEEPS CALLING'],
    narratives: [
      'At t/p/o C/V states perp did send multiple messages causing annoyance and alarm. No threats of violence made.',
    ],
  },
  {
    weight: 1.5,
    radioCode: '29F1',
    callType: 'FRAUD',
    offence: OFFENCES.fraud,
    chances: { complaint: 0.9, arrest: 0.08, case: 0.2 },
    thing: 'none',
    premises: HOME,
    remarks: ['FC STATES MONEY SENT TO UNKNOWN PERSON BY PHONE APP'],
    narratives: [
      'At t/p/o C/V received a call from a person stating that a relative was in custody and did transfer $2,800 as bail. No relative was in custody.',
    ],
  },
  {
    weight: 1.5,
    radioCode: '10S1',
    callType: 'INVESTIGATE: PERSON WITH WEAPON',
    offence: OFFENCES.weapon,
    chances: { complaint: 0.4, arrest: 0.9, case: 0.2 },
    thing: 'weapon',
    premises: OUTSIDE,
    remarks: ['MALE IN GREY HOODIE WITH A KNIFE ON {street}', 'FC STATES PERSON SHOWED A FIREARM'],
    narratives: ['At t/p/o deft was found to be in possession of {item}. Recovered at scene and vouchered.'],
  },
  {
    weight: 1.5,
    radioCode: '10D1',
    callType: 'INVESTIGATE: DRUG SALE',
    offence: OFFENCES.drugs,
    chances: { complaint: 0.3, arrest: 0.9, case: 0.03 },
    thing: 'drugs',
    premises: OUTSIDE,
    remarks: ['FC STATES SALES IN THE LOBBY', 'ANONYMOUS CALLER STATES DRUG ACTIVITY ON {street}'],
    narratives: [
      'At t/p/o deft was observed in possession of a quantity of alleged controlled substance. Vouchered for laboratory analysis.',
    ],
  },
  {
    weight: 0.7,
    radioCode: '24X1',
    callType: 'ASSAULT: PAST, SEXUAL',
    offence: OFFENCES.sexualAbuse,
    chances: { complaint: 0.9, arrest: 0.2, case: 0.7 },
    thing: 'none',
    premises: HOME,
    remarks: ['CONFIDENTIAL: SPECIAL VICTIMS NOTIFIED'],
    narratives: [
      'At t/p/o victim reports unwanted contact. Special Victims notified and responded. Particulars are with the assigned investigator.',
    ],
    sexCrime: true,
  },
  {
    weight: 1,
    radioCode: '52D5',
    callType: 'DISPUTE: ORDER OF PROTECTION',
    offence: OFFENCES.contempt,
    chances: { complaint: 0.8, arrest: 0.6, case: 0.2 },
    thing: 'none',
    premises: HOME,
    remarks: ['FC STATES SUBJECT OF ORDER OF PROTECTION IS AT THE DOOR'],
    narratives: [
      'At t/p/o deft was present at the location in violation of a valid order of protection. Order verified with the court.',
    ],
  },
  {
    weight: 5,
    radioCode: '11C4',
    callType: 'ALARMS: COMMERCIAL BURGLARY',
    offence: null,
    chances: { complaint: 0, arrest: 0, case: 0 },
    thing: 'none',
    premises: SHOP,
    remarks: ['ALARM COMPANY: FRONT DOOR, NO KEYHOLDER', 'ALARM: MOTION, KEYHOLDER RESPONDING'],
    narratives: NO_NARRATIVE,
  },
  {
    weight: 6,
    radioCode: '54S1',
    callType: 'AMBULANCE CASE: AIDED',
    offence: null,
    chances: { complaint: 0, arrest: 0, case: 0 },
    thing: 'none',
    premises: HOME,
    remarks: ['FC STATES ELDERLY PERSON FELL', 'PERSON DOWN ON SIDEWALK NEAR {street}'],
    narratives: NO_NARRATIVE,
  },
  {
    weight: 5,
    radioCode: '50G2',
    callType: 'DISORDERLY: GROUP',
    offence: null,
    chances: { complaint: 0, arrest: 0, case: 0 },
    thing: 'none',
    premises: OUTSIDE,
    remarks: ['GROUP DRINKING AND PLAYING LOUD MUSIC', 'LARGE GROUP BLOCKING SIDEWALK ON {street}'],
    narratives: NO_NARRATIVE,
  },
  {
    weight: 3,
    radioCode: '10V2',
    callType: 'INVESTIGATE: SUSPICIOUS VEHICLE',
    offence: null,
    chances: { complaint: 0, arrest: 0, case: 0 },
    thing: 'vehicle',
    premises: OUTSIDE,
    remarks: [
      'FC STATES {car} CIRCLING THE BLOCK, PARTIAL PLATE {plate}',
      'VEHICLE IDLING AT LOC FOR AN HOUR, PLATE {plate}',
    ],
    narratives: NO_NARRATIVE,
  },
];

export const ARTICLES: Readonly<
  Record<'article' | 'weapon' | 'drugs', readonly [readonly [string, number], ...(readonly [string, number])[]]>
> = {
  article: [
    ['CELL PHONE, BLACK', 900],
    ['WALLET WITH CONTENTS', 120],
    ['BACKPACK', 80],
    ['LAPTOP COMPUTER', 1100],
    ['BICYCLE, ELECTRIC', 1600],
    ['JEWELRY, NECKLACE', 700],
    ['HEADPHONES', 250],
    ['CLOTHING, ASSORTED', 340],
    ['POWER TOOLS', 450],
    ['CATALYTIC CONVERTER', 1200],
  ],
  weapon: [
    ['FOLDING KNIFE', 10],
    ['9MM PISTOL', 400],
    ['GLASS BOTTLE', 0],
    ['METAL PIPE', 0],
    ['BOX CUTTER', 5],
  ],
  drugs: [
    ['ALLEGED CONTROLLED SUBSTANCE, 6 GLASSINES', 0],
    ['ALLEGED CONTROLLED SUBSTANCE, 14 PILLS', 0],
    ['DIGITAL SCALE', 15],
  ],
};
