/**
 * Builds what is not run from source: the page (dist/renderer) and Electron's main and preload (dist/electron). Does
 * nothing when nothing they are made from has changed.
 */
import { buildAll, isStale } from './start/build-steps.ts';

if (!isStale()) {
  console.log('build: up to date');
} else {
  await buildAll((step) => {
    console.log(`build: ${step}`);
  });
}
