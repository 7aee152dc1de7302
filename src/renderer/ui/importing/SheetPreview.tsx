import { useEffect, useRef } from 'react';
import type { SheetCell } from '../../../shared/formats/sheet/sheetCells.ts';
import { fitted } from '../../canvas/fitted.ts';
import type { SheetPicture } from '../../editor/import/spriteOfSheet.ts';
import { useTexts } from '../texts/useTexts.ts';

/** The sheet with the cells drawn over it. */
export function SheetPreview(props: { readonly image: SheetPicture; readonly cells: readonly SheetCell[] }) {
  const { image, cells } = props;
  const t = useTexts();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const { width, height, pixels } = image;
    const picture = new ImageData(new Uint8ClampedArray(pixels.slice().buffer), width, height);
    canvas.current?.getContext('2d')?.putImageData(picture, 0, 0);
  }, [image]);
  return (
    <div className="sheet-preview">
      <div className="sheet-preview__picture">
        <canvas
          ref={canvas}
          className="pixelated checkered"
          width={image.width}
          height={image.height}
          role="img"
          aria-label={t.sheetPreview}
          style={fitted(image, ROOM)}
        />
        <svg className="sheet-preview__cells" viewBox={`0 0 ${image.width} ${image.height}`} aria-hidden="true">
          <g className="sheet-preview__shadow">
            <Cells cells={cells} />
          </g>
          <g>
            <Cells cells={cells} />
          </g>
        </svg>
      </div>
    </div>
  );
}

function Cells({ cells }: { readonly cells: readonly SheetCell[] }) {
  return cells.map(({ area }) => <rect key={`${area.x} ${area.y} ${area.width}`} {...area} />);
}

const ROOM = { width: 460, height: 340 };
