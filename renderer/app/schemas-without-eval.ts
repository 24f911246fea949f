/** The page's policy allows no code made at run time, and every schema would try when it is made: imported before all of them. */
import * as z from 'zod';

z.config({ jitless: true });
