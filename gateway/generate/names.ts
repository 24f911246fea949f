/** Names for a large made-up population: the sample's own first, then thousands put together from parts. No list of real persons. */
import { FEMALE_NAMES, LAST_NAMES, MALE_NAMES } from '../sample/lists/names.ts';
import { TAKEN } from '../sample/people.ts';
import type { Random } from '../sample/random.ts';
import { zipfRanks } from './zipf.ts';

const HEADS =
  `ABER ALD ANDR ARM BAL BAN BARR BECK BEL BENN BLACK BOR BRAD BRAN BURK CAL CAMP CARL CAST CHAM CHARL CLAY COL
  CORR CRAN CUMM DAL DAN DEL DOM DON DUR EAST ED ELL EM ESC FAL FARR FEN FITZ FLEM FON FRAN GAL GARD GER GIL GOLD GRAN
  GRIM GUTI HAL HAMM HARR HAW HEN HERR HIGH HOL HUTCH IGL JAN JARR KAM KAR KEN KIRK KOV LAN LARR LEB LEON LIND LOM MAC
  MAL MAN MARR MEND MIL MON MOR MUL NAV NEW NOR OAK OLIV ORT PAL PARR PEM PET PIN POL PRES QUIN RAD RAM RAS REN RICH ROB
  ROM ROS SAL SAND SCHUL SHER SIL SOL STAN STEV SUTH TAM TAY TOM TOR TRAV UL VAL VAN VER VIL WAL WEB WELL WHIT WIL WOL YAR
  YOUN ZAM ZIM`
    .trim()
    .split(/\s+/);
const MIDDLES = ['', 'A', 'E', 'I', 'O', 'EN', 'ER', 'IN', 'ON', 'AR', 'EL', 'IS', 'AND', 'ING', 'OR', 'UR'] as const;
const TAILS = `SON MAN BERG STEIN FIELD TON LEY EZ ANO INI ELLI SKI OV ENKO IAN OGLU ADU WOOD FORD HAM WELL MORE DALE BY
  LAND BURN SHAW STONE MER NER TER SEN STROM GREN QUIST AKIS POULOS ADZE VILLE IERE EAU IER ANDEZ ERO ILLO ITO ANI AVA
  DAR KAR`
  .trim()
  .split(/\s+/);
const SURNAMES = 40_000;
/** Coprime with the number of combinations: no combination comes twice. */
const STEP = 48_611;

/** Commoner ones first. */
const LAST: readonly string[] = Array.from({ length: SURNAMES }, (_, rank) => {
  const known = LAST_NAMES[rank];
  if (known !== undefined) return known;
  const at = (rank * STEP) % (HEADS.length * MIDDLES.length * TAILS.length);
  const tail = TAILS[at % TAILS.length] ?? '';
  const rest = Math.floor(at / TAILS.length);
  return `${HEADS[Math.floor(rest / MIDDLES.length)] ?? ''}${MIDDLES[rest % MIDDLES.length] ?? ''}${tail}`;
});

const MORE_FEMALE = `CATHERINE KATHERINE MARGARET SUSAN DOROTHY HELEN SHARON DONNA CAROL RUTH DEBORAH AMY ANNA VIRGINIA
  EMILY OLIVIA EMMA HANNAH ABIGAIL CHLOE ZOE NAOMI RUTHIE BRENDA PAMELA KATHLEEN SHIRLEY TERESA GLORIA EVELYN JEAN JOAN
  ALICE JUDITH JACQUELINE BEVERLY DENISE MARILYN AMBER THERESA DORIS JULIA VICTORIA MADISON KELLY CHRISTINA LAUREN RITA
  EVA INGRID PALOMA SOLEDAD PILAR BEATRIZ GABRIELA DANIELA MARIANA ADRIANA ALEJANDRA CLAUDIA PATRICE SIMONE GENEVIEVE
  AMINA MARIAM SAFIA HALIMA RUKSANA SHABNAM SUNITA KAVITA DEEPA LAKSHMI MEENA MEILING XIAOMEI LINH THUY HUONG YUKI KEIKO
  SVETLANA TATIANA LUDMILA OKSANA HALINA EWA MALGORZATA BRIGID MAEVE DEIRDRE EILEEN BERNADETTE FRANCESCA LUCIA PAOLA`
  .trim()
  .split(/\s+/);
const MORE_MALE =
  `CHARLES EDWARD RONALD TIMOTHY JEFFREY RYAN JACOB GARY NICHOLAS LARRY JUSTIN SCOTT BRANDON BENJAMIN SAMUEL
  ALEXANDER JACK DENNIS JERRY TYLER AARON HENRY DOUGLAS ADAM NATHAN ZACHARY WALTER KYLE HAROLD CARL JEREMY KEITH ROGER
  ARTHUR TERRY LAWRENCE JESSE AUSTIN BRYAN BILLY BRUCE RALPH ROY EUGENE LOUIS PHILIP JOHNNY BOBBY EDGAR ALBERTO ARTURO
  CESAR DIEGO EDUARDO ENRIQUE ERNESTO FERNANDO FRANCISCO GUILLERMO GUSTAVO IGNACIO JAIME JAVIER JESUS JORGE JULIO LEONEL
  MANUEL MARIO MAURICIO ORLANDO PABLO RAUL RICARDO ROBERTO RUBEN SANTIAGO SERGIO VICTOR ABDUL ABDULLAH BILAL FAISAL FARHAN
  KAMAL NAVEED RASHID SALMAN USMAN ARJUN DEEPAK RAHUL SANJAY SURESH BO CHENG FENG GUANG JIAN QIANG XIN YONG DUNG HUNG MINH
  TUAN ALEKSANDR ANATOLY BORIS IGOR NIKOLAI VLADIMIR ANDRZEJ MAREK CONOR DECLAN FINN KIERAN ALESSANDRO ENZO LUCA MATTEO`
    .trim()
    .split(/\s+/);
const FIRST = {
  F: [...new Set([...FEMALE_NAMES, ...MORE_FEMALE])],
  M: [...new Set([...MALE_NAMES, ...MORE_MALE])],
} as const;

const lastRank = zipfRanks(SURNAMES, 0.75);
const firstRank = { F: zipfRanks(FIRST.F.length, 0.6), M: zipfRanks(FIRST.M.length, 0.6) } as const;

/** `LAST, FIRST`; never a name of the sample's scenario. */
export function nameFor(sex: 'M' | 'F', random: Random): string {
  const last = LAST[lastRank(random)] ?? 'SMITH';
  const name = `${last}, ${FIRST[sex][firstRank[sex](random)] ?? 'JEAN'}`;
  return TAKEN.test(name) ? `${last}, ${sex === 'M' ? 'OWEN' : 'NORA'}` : name;
}

const LETTERS = 'AEIOULNRST';

/** The last name written wrong as it is in haste: one letter left out, doubled, changed or two swapped. */
export function misspelt(name: string, random: Random): string {
  const comma = name.indexOf(',');
  if (comma < 4) return name;
  const at = random.whole(1, comma - 2);
  const [before, sign, next, after] = [name.slice(0, at), name.charAt(at), name.charAt(at + 1), name.slice(at + 2)];
  switch (random.whole(0, 3)) {
    case 0:
      return `${before}${next}${after}`;
    case 1:
      return `${before}${sign}${sign}${next}${after}`;
    case 2:
      return `${before}${next}${sign}${after}`;
    default:
      return `${before}${LETTERS.charAt(random.whole(0, LETTERS.length - 1))}${next}${after}`;
  }
}
