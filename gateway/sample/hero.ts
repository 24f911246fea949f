/** Keys of the scenario that is always in the sample department: the walkthrough and the journeys go through it. All fictional. */
export const HERO = {
  precinct: 113,
  /** Open job of today: a vehicle follows the caller, part of a plate is known. */
  job: 'J26-113-001873',
  complaint: '2026-113-004512',
  stolen: 'NYS-2026-448120',
  arrest: 'Q26609871',
  invoice: '1000482217',
  warrant: 'W25-000412',
  docket: 'SCI-0412-2025',
  collision: 'MV-2026-105-002210',
  order: 'OP-2026-113-00231',
  publicRecord: 'DMV-REG-77120',
  case: '113-2026-00087',
  plate: 'KLR4821',
  partialPlate: 'KLR48',
  vin: '1HGCV1F34KA004821',
  address: '134-22 FARMERS BLVD',
  subject: 'OKONJO, DANIEL',
  /** A complainant whose name is easily misspelt: "shivon galager" finds her by sound. */
  complainant: 'GALLAGHER, SIOBHAN',
  /** A complaint of the same precinct, with a name that is hard to spell. */
  secondComplaint: '2026-113-004498',
  secondComplainant: 'KOWALCZYK, PRZEMYSLAW',
} as const;
