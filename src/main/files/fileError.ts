export type FileErrorCode =
  | 'file_not_found'
  | 'folder_not_found'
  | 'permission_denied'
  | 'read_only'
  | 'disk_full'
  | 'file_busy'
  | 'not_a_file'
  | 'file_too_large'
  | 'bad_name'
  | 'not_granted'
  | 'not_an_image'
  | 'file_failed';

/** Why a file could not be read or written: a stable code, and a sentence that says what to do about it. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly code: FileErrorCode;

  constructor(code: FileErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

type Remedy = readonly [FileErrorCode, (name: string) => string];

const REMEDIES: Readonly<Record<string, Remedy>> = {
  ENOENT: ['file_not_found', (name) => `“${name}” is not there any more. Look for it, or save under another name.`],
  ENOTDIR: ['folder_not_found', (name) => `The folder of “${name}” is not there any more. Choose another place.`],
  EACCES: ['permission_denied', (name) => `“${name}” is protected from this user. Choose another place.`],
  EPERM: ['permission_denied', (name) => `“${name}” is protected from this user. Choose another place.`],
  EROFS: ['read_only', (name) => `The disk with “${name}” can only be read. Choose another place.`],
  ENOSPC: [
    'disk_full',
    (name) => `There is no room left on the disk for “${name}”. Free some, or choose another disk.`,
  ],
  EDQUOT: [
    'disk_full',
    (name) => `There is no room left for “${name}” in your quota. Free some, or choose another disk.`,
  ],
  EBUSY: ['file_busy', (name) => `Another program is using “${name}”. Close it there and try again.`],
  ETXTBSY: ['file_busy', (name) => `Another program is using “${name}”. Close it there and try again.`],
  EISDIR: ['not_a_file', (name) => `“${name}” is a folder. Choose a file.`],
  ELOOP: ['not_a_file', (name) => `“${name}” is a link that leads nowhere. Choose a file.`],
  EFBIG: ['file_too_large', (name) => `“${name}” is larger than the disk allows. Choose another disk.`],
  ENAMETOOLONG: ['bad_name', (name) => `“${name}” is too long a name. Choose a shorter one.`],
  ERR_INVALID_ARG_VALUE: ['bad_name', () => 'A name cannot hold a NUL character. Choose another one.'],
  EINVAL: ['bad_name', (name) => `“${name}” is not a name that the disk accepts. Choose another one.`],
};

/**
 * Puts a failure of the file system into words.
 *
 * @param name What the user calls the file; never its path.
 */
export function toFileError(error: unknown, name: string): FileError {
  if (error instanceof FileError) return error;
  const [code, sentence] = REMEDIES[systemCode(error)] ?? ['file_failed', unknownFailure];
  return new FileError(code, sentence(name), error);
}

/** The name that Node gives to a failing system call, such as 'ENOENT'; empty for other errors. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function unknownFailure(name: string): string {
  return `The disk failed while “${name}” was in use. Try again, or choose another place.`;
}
