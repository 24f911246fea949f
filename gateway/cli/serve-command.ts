/** `serve`: runs the gateway until it is told to stop. */
import { StartupRefusal } from '../core/startup-refusal.ts';
import { startGateway } from '../serve.ts';
import { DEFAULT_DATA_FOLDER, readFlags, readPort, type Command } from './arguments.ts';

const HELP = `Usage: gateway serve [--data DIR] [--host ADDRESS] [--port N] [--no-sample] [--quiet]

  --data DIR      data folder, made at the first start (${DEFAULT_DATA_FOLDER})
  --host ADDRESS  address to listen on (127.0.0.1)
  --port N        port; 0 takes a free one (8443)
  --no-sample     do not fill the records with the sample department
  --quiet         print nothing but the line that says it is ready`;

const stopped = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });

const progress = (done: number, total: number): void => {
  console.log(`sample department: ${Math.min(100, Math.round((100 * done) / Math.max(1, total)))} %`);
};

export const serveCommand: Command = {
  help: HELP,
  run: async (flags) => {
    const { values } = readFlags(flags, {
      data: { type: 'string', default: DEFAULT_DATA_FOLDER },
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '8443' },
      'no-sample': { type: 'boolean', default: false },
      quiet: { type: 'boolean', default: false },
    });
    if (values.host === '') throw new StartupRefusal('--host must not be empty');
    const gateway = await startGateway({
      dataFolder: values.data,
      host: values.host,
      port: readPort(values.port),
      sample: !values['no-sample'],
      ...(values.quiet ? {} : { onProgress: progress }),
    });
    console.log(`gateway ready ${gateway.url} ca ${gateway.caFile}`);
    await stopped();
    await gateway.close();
    return 0;
  },
};
