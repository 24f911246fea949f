/**
 * Flips Electron's fuses in a packed application and reads them back; the packing fails when one does not hold. Run by
 * electron-builder after packing. SECURITY: rows 19 to 25.
 */
import { join } from 'node:path';
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire, type FuseConfig } from '@electron/fuses';

export const FUSES = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseConfig;

const FUSE_NUMBERS = Object.values(FuseV1Options).filter((value) => typeof value === 'number');

/** Names of the fuses whose state is not the one wanted. */
export function wrongFuses(wire: Readonly<Partial<Record<FuseV1Options, FuseState>>>): readonly string[] {
  return FUSE_NUMBERS.filter((fuse) => wire[fuse] !== (FUSES[fuse] ? FuseState.ENABLE : FuseState.DISABLE)).map(
    (fuse) => FuseV1Options[fuse],
  );
}

interface PackContext {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: { readonly appInfo: { readonly productFilename: string }; readonly executableName?: string };
}

function electronOf({ appOutDir, electronPlatformName, packager }: PackContext): string {
  const name = packager.appInfo.productFilename;
  if (electronPlatformName === 'darwin') return join(appOutDir, `${name}.app`);
  if (electronPlatformName === 'win32') return join(appOutDir, `${name}.exe`);
  return join(appOutDir, packager.executableName ?? name);
}

/** Throws when a fuse does not read back as set. */
export async function flipAndReadBack(electron: string, darwin: boolean): Promise<void> {
  await flipFuses(electron, { ...FUSES, resetAdHocDarwinSignature: darwin });
  const wrong = wrongFuses(await getCurrentFuseWire(electron));
  if (wrong.length > 0) throw new Error(`fuses not as set: ${wrong.join(', ')}`);
}

/** electron-builder's hook. */
export async function afterPack(context: PackContext): Promise<void> {
  await flipAndReadBack(electronOf(context), context.electronPlatformName === 'darwin');
}
