/** Courts, warrant types, NCIC extradition codes and order-of-protection conditions, as the agencies name them. */
export const WARRANT_TYPES: readonly [string, ...string[]] = [
  'BENCH WARRANT',
  'ARREST WARRANT',
  'PAROLE WARRANT',
  'FAMILY COURT WARRANT',
  'VIOLATION OF PROBATION',
];

export const EXTRADITION: readonly [string, ...string[]] = [
  '4 - NO EXTRADITION',
  '3 - SURROUNDING STATES ONLY',
  '1 - FULL EXTRADITION',
  '2 - LIMITED EXTRADITION',
];

export const CRIMINAL_COURTS: Readonly<Record<string, string>> = {
  BRONX: 'BRONX CRIMINAL COURT',
  BROOKLYN: 'KINGS CRIMINAL COURT',
  MANHATTAN: 'NEW YORK CRIMINAL COURT',
  QUEENS: 'QUEENS CRIMINAL COURT',
  'STATEN ISLAND': 'RICHMOND CRIMINAL COURT',
};

export const ORDER_TYPES: readonly [string, ...string[]] = [
  'TEMPORARY ORDER OF PROTECTION',
  'FINAL ORDER OF PROTECTION',
  'FAMILY COURT ORDER OF PROTECTION',
];

/** NCIC protection order conditions. */
export const CONDITIONS = [
  ['01', 'Restrained from assaulting, threatening, abusing, harassing, following or stalking the protected person'],
  ['02', 'May not threaten a member of the protected person’s family or household'],
  ['03', 'Protected person has exclusive possession of the residence'],
  ['04', 'Must stay away from residence, property, school or place of employment'],
  ['05', 'Restrained from communicating with the protected person'],
  ['06', 'Protected person is awarded temporary custody of the children named'],
  ['07', 'Prohibited from possessing or purchasing a firearm'],
  ['08', 'See remarks for terms'],
  ['09', 'Protected person is restrained as well; see remarks'],
] as const;
