import { userInfo } from 'node:os';

/** The account of the operating system that runs the program, by name or else by number. */
export function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
