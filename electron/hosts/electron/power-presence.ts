/** Presence as Electron's power monitor tells it: screen lock and sleep. Linux says little; the idle timer is the guarantee. */
import type { PowerMonitor } from 'electron';
import type { Presence } from '../../ports/presence.ts';

/** SECURITY: row 39. */
export function powerPresence(monitor: PowerMonitor): Presence {
  return {
    watch: (listener) => {
      const screen = (): void => listener('screen');
      const suspend = (): void => listener('suspend');
      const resumed = (): void => listener('resumed');
      monitor.on('lock-screen', screen);
      monitor.on('user-did-resign-active', screen);
      monitor.on('suspend', suspend);
      monitor.on('resume', resumed);
      monitor.on('unlock-screen', resumed);
      return () => {
        monitor.off('lock-screen', screen);
        monitor.off('user-did-resign-active', screen);
        monitor.off('suspend', suspend);
        monitor.off('resume', resumed);
        monitor.off('unlock-screen', resumed);
      };
    },
  };
}
