import { BackgroundGroup } from './BackgroundGroup.tsx';
import { ColorsGroup } from './ColorsGroup.tsx';
import { FrameGroup } from './FrameGroup.tsx';
import { PixelsGroup } from './PixelsGroup.tsx';
import { SteadinessGroup } from './SteadinessGroup.tsx';
import { TimeGroup } from './TimeGroup.tsx';
import './Controls.css';

/** Every setting, in groups. */
export function Controls() {
  return (
    <>
      <FrameGroup />
      <BackgroundGroup />
      <PixelsGroup />
      <ColorsGroup />
      <SteadinessGroup />
      <TimeGroup />
    </>
  );
}
