/** `npm run workstation -- --gateway URL --ca FILE`: the workstation alone, on a gateway that runs somewhere else. */
import { runWorkstation } from '../electron/hosts/chromium/main.ts';
import { buildAll, isStale, RENDERER_DIR } from './start/build-steps.ts';

const args = process.argv.slice(2);
if (!args.includes('--help') && isStale()) {
  await buildAll((step) => {
    console.error(`Building ${step} …`);
  });
}
process.exitCode = await runWorkstation(args, RENDERER_DIR);
