/** What a user or a program attached to a part of a sprite, as .aseprite files store it. */
export interface UserData {
  readonly text?: string;
  /** RGBA */
  readonly color?: number;
  /** By owner: '' holds the user's own properties, any other key those of the extension so named. */
  readonly properties: ReadonlyMap<string, PropertyMap>;
  /** What of it we do not understand, as formats/aseprite/userDataChunk.ts packs it; kept. */
  readonly unknown?: Uint8Array;
}

export type PropertyMap = ReadonlyMap<string, PropertyValue>;

export type PropertyValue =
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: NumberType; readonly value: number }
  | { readonly type: 'int64' | 'uint64'; readonly value: bigint }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'point'; readonly value: { readonly x: number; readonly y: number } }
  | { readonly type: 'size'; readonly value: { readonly width: number; readonly height: number } }
  | {
      readonly type: 'rect';
      readonly value: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
    }
  | {
      readonly type: 'vector';
      readonly value: readonly PropertyValue[];
      /** What the file says that the elements are, where they themselves do not tell it: of none, or of equal ones. */
      readonly elements?: PropertyValue['type'] | 'mixed';
    }
  | { readonly type: 'map'; readonly value: PropertyMap }
  /** 16 bytes as 32 hexadecimal digits. */
  | { readonly type: 'uuid'; readonly value: string };

export type NumberType =
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  /** 16.16, kept as the raw 32-bit number. */
  | 'fixed'
  | 'float'
  | 'double';

export const NO_USER_DATA: UserData = { properties: new Map() };
