/** Persons, vehicle and points of the scenario that is always in the sample. All fictional; phones ring nowhere. */
import { HERO } from './hero.ts';
import type { Person, Vehicle } from './people.ts';

export const HERO_POINT = { lat: 40.6748, lon: -73.764 } as const;
export const COLLISION_POINT = { lat: 40.7195, lon: -73.7385 } as const;

export const CAR: Vehicle = {
  plate: HERO.plate,
  state: 'NY',
  vin: HERO.vin,
  year: 2019,
  make: 'HONDA',
  model: 'ACCORD',
  body: '4 DOOR SEDAN',
  color: 'BLACK',
};

/** Numbers below zero: no person of the generated ones. */
function person(index: number, name: string, sex: 'M' | 'F', dob: string, phone: string, home: string): Person {
  return {
    index,
    name,
    sex,
    dob,
    phone,
    home,
    precinct: HERO.precinct,
    borough: 'QUEENS',
    vehicle: null,
    wanted: name === HERO.subject,
    restrained: false,
  };
}

export const OKONJO = person(-1, HERO.subject, 'M', '1998-02-14', '7185550142', '187-40 LINDEN BLVD');
export const GALLAGHER = person(-2, HERO.complainant, 'F', '1984-05-30', '9175550117', '134-24 FARMERS BLVD');
export const KOWALCZYK = person(
  -3,
  HERO.secondComplainant,
  'M',
  '1971-09-08',
  '3475550163',
  '119-15 GUY R BREWER BLVD',
);
export const BRANDT = person(-4, 'BRANDT, MARCUS', 'M', '1989-01-22', '6465550188', '172-08 BAISLEY BLVD');
export const ODUYA = person(-5, 'ODUYA, GRACE', 'F', '1991-12-03', '9295550126', '134-10 FARMERS BLVD');
export const DRIVER = person(-6, 'GALLAGHER, BRENDAN', 'M', '1982-07-19', '9175550118', '134-24 FARMERS BLVD');
