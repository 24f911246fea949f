/** `npm run walkthrough`: the scripted officer at work in a window nobody sees, on the embedded department. */
process.argv.push('--walkthrough');
await import('./start.ts');
