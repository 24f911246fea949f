/**
 * The words the box knows: fields, kinds of records, offences, states, streets, and words that describe rather than
 * name. Data only; a department adds a word here and nowhere else.
 */
import type { RecordKind } from '../kind.ts';

export type Field =
  | 'name'
  | 'sounds'
  | 'plate'
  | 'phone'
  | 'vin'
  | 'address'
  | 'when'
  | 'hours'
  | 'precinct'
  | 'offence'
  | 'kind'
  | 'words'
  | 'number'
  | RecordKind;

/** Words that make a field when a colon follows. At most 12 characters. */
export const FIELD_WORDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['NAME', 'name'],
  ['SOUNDS', 'sounds'],
  ['PLATE', 'plate'],
  ['PHONE', 'phone'],
  ['TEL', 'phone'],
  ['VIN', 'vin'],
  ['ADDR', 'address'],
  ['ADDRESS', 'address'],
  ['WHEN', 'when'],
  ['DATE', 'when'],
  ['HOURS', 'hours'],
  ['TIME', 'hours'],
  ['PCT', 'precinct'],
  ['PRECINCT', 'precinct'],
  ['OFF', 'offence'],
  ['OFFENCE', 'offence'],
  ['OFFENSE', 'offence'],
  ['KIND', 'kind'],
  ['WORDS', 'words'],
  ['NO', 'number'],
  ['NUMBER', 'number'],
  ['SERIAL', 'number'],
  ['COMPLAINT', 'complaint'],
  ['ARREST', 'arrest'],
  ['COLLISION', 'collision'],
  ['INVOICE', 'invoice'],
  ['911', 'call911'],
  ['311', 'call311'],
  ['CASE', 'case'],
  ['WARRANT', 'warrant'],
  ['STOLEN', 'stolen'],
  ['ORDER', 'order'],
  ['PUBLIC', 'public'],
]);

/** Words that make a field of the words after them, without a colon. */
export const SPACED_FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ['NAME', 'name'],
  ['NAMED', 'name'],
  ['PLATE', 'plate'],
  ['PLATES', 'plate'],
  ['PHONE', 'phone'],
  ['TEL', 'phone'],
  ['CELL', 'phone'],
  ['VIN', 'vin'],
  ['ADDR', 'address'],
  ['ADDRESS', 'address'],
  ['OFF', 'offence'],
  ['OFFENCE', 'offence'],
  ['OFFENSE', 'offence'],
  ['CHARGE', 'offence'],
]);

/** Words before a record's number, with the kind they tell. */
export const NUMBER_WORDS: ReadonlyMap<string, RecordKind | null> = new Map<string, RecordKind | null>([
  ['COMPLAINT', 'complaint'],
  ['ARREST', 'arrest'],
  ['COLLISION', 'collision'],
  ['ACCIDENT', 'collision'],
  ['INVOICE', 'invoice'],
  ['VOUCHER', 'invoice'],
  ['JOB', 'call911'],
  ['911', 'call911'],
  ['311', 'call311'],
  ['CASE', 'case'],
  ['WARRANT', 'warrant'],
  ['DOCKET', 'warrant'],
  ['ORDER', 'order'],
  ['NO', null],
  ['NUMBER', null],
  ['RECORD', null],
]);

/** Phrases that name a kind of records; the longest that fits is read. */
export const KIND_PHRASES: ReadonlyMap<string, RecordKind> = new Map<string, RecordKind>([
  ['COMPLAINT', 'complaint'],
  ['COMPLAINTS', 'complaint'],
  ['COMPLAINT REPORT', 'complaint'],
  ['COMPLAINT REPORTS', 'complaint'],
  ['ARREST', 'arrest'],
  ['ARRESTS', 'arrest'],
  ['COLLISION', 'collision'],
  ['COLLISIONS', 'collision'],
  ['ACCIDENT', 'collision'],
  ['ACCIDENTS', 'collision'],
  ['CRASH', 'collision'],
  ['CRASHES', 'collision'],
  ['INVOICE', 'invoice'],
  ['INVOICES', 'invoice'],
  ['PROPERTY INVOICE', 'invoice'],
  ['PROPERTY INVOICES', 'invoice'],
  ['VOUCHER', 'invoice'],
  ['VOUCHERS', 'invoice'],
  ['911', 'call911'],
  ['911 CALL', 'call911'],
  ['911 CALLS', 'call911'],
  ['JOB', 'call911'],
  ['JOBS', 'call911'],
  ['311', 'call311'],
  ['311 CALL', 'call311'],
  ['311 CALLS', 'call311'],
  ['CASE', 'case'],
  ['CASES', 'case'],
  ['CASE INVESTIGATION', 'case'],
  ['CASE INVESTIGATIONS', 'case'],
  ['WARRANT', 'warrant'],
  ['WARRANTS', 'warrant'],
  ['STOLEN', 'stolen'],
  ['STOLEN PROPERTY', 'stolen'],
  ['STOLEN VEHICLE', 'stolen'],
  ['STOLEN VEHICLES', 'stolen'],
  ['STOLEN PLATE', 'stolen'],
  ['STOLEN PLATES', 'stolen'],
  ['ORDER OF PROTECTION', 'order'],
  ['ORDERS OF PROTECTION', 'order'],
  ['PROTECTION ORDER', 'order'],
  ['PROTECTION ORDERS', 'order'],
  ['PUBLIC RECORD', 'public'],
  ['PUBLIC RECORDS', 'public'],
]);

const GLA = 'GRAND LARCENY OF MOTOR VEHICLE';

/** Phrases that name an offence, with the beginning of the department's own words for it. */
export const OFFENCE_PHRASES: ReadonlyMap<string, string> = new Map<string, string>([
  ['ROBBERY', 'ROBBERY'],
  ['ROBBERIES', 'ROBBERY'],
  ['BURGLARY', 'BURGLARY'],
  ['BURGLARIES', 'BURGLARY'],
  ['BURG', 'BURGLARY'],
  ['LARCENY', 'LARCENY'],
  ['GRAND LARCENY', 'GRAND LARCENY'],
  ['GRAND LARCENY AUTO', GLA],
  ['GRAND LARCENY OF MOTOR VEHICLE', GLA],
  ['GRAND LARCENY MOTOR VEHICLE', GLA],
  ['GLA', GLA],
  ['GLMV', GLA],
  ['CAR THEFT', GLA],
  ['PETIT LARCENY', 'PETIT LARCENY'],
  ['PETTY LARCENY', 'PETIT LARCENY'],
  ['ASSAULT', 'ASSAULT'],
  ['ASSAULTS', 'ASSAULT'],
  ['FELONY ASSAULT', 'FELONY ASSAULT'],
  ['ASSAULT 3', 'ASSAULT 3'],
  ['HOMICIDE', 'HOMICIDE'],
  ['MURDER', 'MURDER'],
  ['MANSLAUGHTER', 'MANSLAUGHTER'],
  ['RAPE', 'RAPE'],
  ['SEX CRIME', 'SEX CRIMES'],
  ['SEX CRIMES', 'SEX CRIMES'],
  ['ARSON', 'ARSON'],
  ['KIDNAPPING', 'KIDNAPPING'],
  ['FORGERY', 'FORGERY'],
  ['FRAUD', 'FRAUD'],
  ['FRAUDS', 'FRAUD'],
  ['IDENTITY THEFT', 'THEFT'],
  ['THEFT OF SERVICES', 'THEFT OF SERVICES'],
  ['FARE EVASION', 'THEFT OF SERVICES'],
  ['THEFT', 'THEFT'],
  ['CRIMINAL MISCHIEF', 'CRIMINAL MISCHIEF'],
  ['CRIM MIS', 'CRIMINAL MISCHIEF'],
  ['CRIMINAL TRESPASS', 'CRIMINAL TRESPASS'],
  ['TRESPASS', 'TRESPASS'],
  ['HARASSMENT', 'HARRASSMENT'], // the heading's own spelling in the published data
  ['AGGRAVATED HARASSMENT', 'AGGRAVATED HARASSMENT'],
  ['MENACING', 'MENACING'],
  ['STRANGULATION', 'STRANGULATION'],
  ['STALKING', 'STALKING'],
  ['DANGEROUS DRUGS', 'DANGEROUS DRUGS'],
  ['DANGEROUS WEAPONS', 'DANGEROUS WEAPONS'],
  ['CPW', 'DANGEROUS WEAPONS'],
  ['DWI', 'INTOXICATED'],
  ['DUI', 'INTOXICATED'],
  ['INTOXICATED DRIVING', 'INTOXICATED'],
  ['CPSP', 'POSSESSION OF STOLEN PROPERTY'],
  ['POSSESSION OF STOLEN PROPERTY', 'POSSESSION OF STOLEN PROPERTY'],
  ['UNAUTHORIZED USE', 'UNAUTHORIZED USE'],
  ['UUMV', 'UNAUTHORIZED USE'],
  ['DISORDERLY CONDUCT', 'DISORDERLY CONDUCT'],
  ['DISCON', 'DISORDERLY CONDUCT'],
  ['PROSTITUTION', 'PROSTITUTION'],
  ['GAMBLING', 'GAMBLING'],
]);

/** Other spellings of a heading above that records also use. */
export const OFFENCE_SPELLINGS: ReadonlyMap<string, string> = new Map([['HARRASSMENT', 'HARASSMENT']]);

/** Words of the longest phrase above. */
export const LONGEST_PHRASE = 5;

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/** Two letters of a plate's state. IN, ME, OR, HI, OK are left to be words unless a field says plate. */
export const STATES = words(
  `AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
  PA PR RI SC SD TN TX UT VT VA WA WV WI WY`,
);
export const STATES_THAT_ARE_WORDS = words('IN ME OR HI OK');

/** Words that say nothing by themselves. */
export const STOP_WORDS = words(
  `A AN THE OF IN ON AT BY FOR FROM TO WITH AND OR AS IS ARE WAS WERE BE THAT THIS IT ITS NEAR ABOUT ALL ANY SINCE
  BEFORE AFTER UNTIL BETWEEN DURING`,
);

/** Words that describe a person, a thing or an act: a run of words with one of them is no name. */
export const DESCRIBING_WORDS = words(
  `BLACK WHITE RED BLUE GREEN GRAY GREY SILVER GOLD BROWN TAN YELLOW ORANGE PURPLE PINK BEIGE MAROON DARK LIGHT
  HISPANIC ASIAN INDIAN NATIVE MALE FEMALE MAN WOMAN BOY GIRL MEN WOMEN MALES FEMALES PERSON ADULT JUVENILE TEEN
  OLD YOUNG TALL SHORT HEAVY THIN BALD BEARD TATTOO WEARING HOODIE JACKET SHIRT JEANS HAT MASK SNEAKERS
  HONDA TOYOTA NISSAN FORD CHEVROLET CHEVY BMW MERCEDES AUDI LEXUS ACURA INFINITI HYUNDAI KIA JEEP DODGE SUBARU
  VOLKSWAGEN MAZDA TESLA VOLVO GMC CADILLAC BUICK LINCOLN YAMAHA SUZUKI KAWASAKI VESPA ACCORD CIVIC CAMRY COROLLA
  ALTIMA SENTRA MAXIMA MALIBU CHARGER MUSTANG EXPLORER SEDAN SUV VAN TRUCK PICKUP COUPE HATCHBACK MOTORCYCLE MOPED
  SCOOTER BIKE BICYCLE EBIKE VEHICLE CAR AUTO TAXI BUS FLED FOLLOWING FOLLOWED PARKED BROKE BROKEN STOLE TOOK
  FORCED ENTRY WINDOW DOOR REAR FRONT SIDE GUN KNIFE FIREARM PISTOL RIFLE WEAPON CASH WALLET PHONE PURSE BAG
  LAPTOP JEWELRY KEY KEYS PACKAGE PARTIAL PLATE SUBJECT SUSPECT VICTIM WITNESS PERP PERPETRATOR OFFICER CALLER
  TOUR NOISE PARTY FIGHT DISPUTE DOMESTIC SHOTS FIRED ALARM UNKNOWN STORE DELI BANK PARK SCHOOL STATION SUBWAY BUILDING
  APARTMENT BASEMENT ROOF LOBBY HALLWAY GARAGE LOT`,
);
