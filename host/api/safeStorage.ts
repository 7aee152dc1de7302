/** https://www.electronjs.org/docs/latest/api/safe-storage on a system that has no key store. */
export const safeStorage = {
  isEncryptionAvailable: (): boolean => false,
  isAsyncEncryptionAvailable: async (): Promise<boolean> => false,
  getSelectedStorageBackend: (): string => 'basic_text',
  setUsePlainTextEncryption(_plain: boolean): void {},
  encryptString(_text: string): Buffer {
    throw unavailable();
  },
  decryptString(_encrypted: Buffer): string {
    throw unavailable();
  },
  async encryptStringAsync(_text: string): Promise<Buffer> {
    throw unavailable();
  },
  async decryptStringAsync(_encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    throw unavailable();
  },
};

function unavailable(): Error {
  return new Error('Encryption is not available: this host has no key store.');
}
