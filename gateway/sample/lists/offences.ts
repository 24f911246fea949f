/** Offences of the sample with the codes of the published data (KY, PD, statute, law category); narratives name nobody. */
export interface Offence {
  readonly offence: string;
  readonly ky: string;
  readonly classification: string;
  readonly pd: string;
  readonly statute: string;
  readonly law: 'FELONY' | 'MISDEMEANOR' | 'VIOLATION';
}

const o = (
  offence: string,
  ky: string,
  classification: string,
  pd: string,
  statute: string,
  law: Offence['law'],
): Offence => ({ offence, ky, classification, pd, statute, law });

export const OFFENCES = {
  assault3: o('ASSAULT 3 & RELATED OFFENSES', '344', 'ASSAULT 3', '101', 'PL 1200001', 'MISDEMEANOR'),
  menacing: o('ASSAULT 3 & RELATED OFFENSES', '344', 'MENACING,UNCLASSIFIED', '113', 'PL 1201401', 'MISDEMEANOR'),
  assault2: o('FELONY ASSAULT', '106', 'ASSAULT 2,1,UNCLASSIFIED', '109', 'PL 1200501', 'FELONY'),
  strangulation: o('FELONY ASSAULT', '106', 'STRANGULATION 1ST', '105', 'PL 1211200', 'FELONY'),
  petitLarceny: o('PETIT LARCENY', '341', 'LARCENY,PETIT FROM OPEN AREAS,', '339', 'PL 1552500', 'MISDEMEANOR'),
  grandLarceny: o('GRAND LARCENY', '109', 'LARCENY,GRAND FROM OPEN AREAS, UNATTENDED', '439', 'PL 1553001', 'FELONY'),
  fromPerson: o('GRAND LARCENY', '109', 'LARCENY,GRAND FROM PERSON,UNCL', '419', 'PL 1553005', 'FELONY'),
  autoLarceny: o('GRAND LARCENY OF MOTOR VEHICLE', '110', 'LARCENY,GRAND OF AUTO', '441', 'PL 1553008', 'FELONY'),
  unauthorizedUse: o(
    'UNAUTHORIZED USE OF A VEHICLE',
    '353',
    'UNAUTHORIZED USE VEHICLE 3',
    '462',
    'PL 1650501',
    'MISDEMEANOR',
  ),
  stolenVehicle: o(
    'POSSESSION OF STOLEN PROPERTY',
    '111',
    'STOLEN PROPERTY-MOTOR VEH 2ND,',
    '493',
    'PL 1654505',
    'FELONY',
  ),
  burglary: o('BURGLARY', '107', 'BURGLARY,RESIDENCE,NIGHT', '223', 'PL 1402502', 'FELONY'),
  robbery: o('ROBBERY', '105', 'ROBBERY,OPEN AREA UNCLASSIFIED', '397', 'PL 1600500', 'FELONY'),
  mischief: o(
    'CRIMINAL MISCHIEF & RELATED OF',
    '351',
    'CRIMINAL MISCHIEF,UNCLASSIFIED 4',
    '259',
    'PL 1450001',
    'MISDEMEANOR',
  ),
  harassment: o('HARRASSMENT 2', '578', 'HARASSMENT,SUBD 3,4,5', '638', 'PL 2402601', 'VIOLATION'),
  aggravatedHarassment: o(
    'OFF. AGNST PUB ORD SENSBLTY &',
    '361',
    'AGGRAVATED HARASSMENT 2',
    '639',
    'PL 2403002',
    'MISDEMEANOR',
  ),
  fraud: o('THEFT-FRAUD', '112', 'FRAUD,UNCLASSIFIED-FELONY', '739', 'PL 1753501', 'FELONY'),
  weapon: o('DANGEROUS WEAPONS', '118', 'WEAPONS POSSESSION 3', '793', 'PL 2650201', 'FELONY'),
  drugs: o('DANGEROUS DRUGS', '235', 'CONTROLLED SUBSTANCE, POSSESSI', '511', 'PL 2200300', 'MISDEMEANOR'),
  dwi: o('INTOXICATED & IMPAIRED DRIVING', '347', 'INTOXICATED DRIVING,ALCOHOL', '905', 'VTL11920U2', 'MISDEMEANOR'),
  contempt: o('MISCELLANEOUS PENAL LAW', '126', 'CRIMINAL CONTEMPT 1', '198', 'PL 21551B3', 'FELONY'),
  sexualAbuse: o('SEX CRIMES', '233', 'SEXUAL ABUSE 3,2', '175', 'PL 13052A1', 'MISDEMEANOR'),
  trespass: o('CRIMINAL TRESPASS', '352', 'TRESPASS 2, CRIMINAL', '205', 'PL 1401501', 'MISDEMEANOR'),
} as const satisfies Record<string, Offence>;
