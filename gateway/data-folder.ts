/**
 * The folder an embedded gateway keeps everything in: mode 0700, and held by one gateway at a time. The lock is the
 * operating system's, so that a killed gateway leaves none behind.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'libsql';
import { StartupRefusal } from './core/startup-refusal.ts';

export interface DataFolder {
  readonly path: string;
  readonly file: (name: string) => string;
  release(): void;
}

/** A gateway, or another command, has the folder open. */
export class FolderInUse extends StartupRefusal {}

const made = (path: string): void => {
  if (existsSync(path) && !statSync(path).isDirectory()) throw new StartupRefusal(`${path} is not a folder`);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch {
    throw new StartupRefusal(`The data folder ${path} cannot be made`);
  }
};

const held = (path: string): Database.Database => {
  const lock = new Database(join(path, 'gateway.lock'));
  try {
    lock.pragma('busy_timeout = 200');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch {
    lock.close();
    throw new FolderInUse(`Another gateway has the data folder ${path} open`);
  }
};

/** Throws {@link StartupRefusal} when the folder cannot be made, written, or is held by another gateway. */
export const openDataFolder = (folder: string): DataFolder => {
  const path = resolve(folder);
  made(path);
  let lock: Database.Database;
  try {
    lock = held(path);
  } catch (error) {
    if (error instanceof StartupRefusal) throw error;
    throw new StartupRefusal(`The data folder ${path} cannot be written`);
  }
  const release = (): void => {
    // Closing alone may leave the lock until the statements are collected.
    lock.exec('ROLLBACK');
    lock.close();
  };
  return { path, file: (name) => join(path, name), release };
};
