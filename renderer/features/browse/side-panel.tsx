import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { isMac } from '../../components/shortcuts/platform.ts';
import { shortcutOf } from '../../components/shortcuts/shortcuts.ts';

const least = 320;
const most = 760;
const step = 24;

interface Props {
  readonly label: string;
  readonly resizeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A part beside another, as wide as one likes; the edge between the two moves with the pointer or with the arrows, Escape closes it. */
export function SidePanel({ label, resizeLabel, onClose, children }: Props) {
  const [width, setWidth] = useLocalStorage({
    key: 'gs-panel-width',
    defaultValue: 400,
    getInitialValueInEffect: false,
  });
  const set = (next: number): void => setWidth(Math.round(Math.min(Math.max(least, next), most)));
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (
        shortcutOf(event, 'panel', isMac()) === 'closePanel' &&
        !event.defaultPrevented &&
        document.querySelector('[role="dialog"]') === null
      )
        close.current();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    const shortcut = shortcutOf(event, 'panel', isMac());
    if (shortcut === 'panelWider') set(width + step);
    else if (shortcut === 'panelNarrower') set(width - step);
    else if (shortcut === 'panelWidest') set(most);
    else if (shortcut === 'panelNarrowest') set(least);
    else return;
    event.preventDefault();
  }

  function startDrag(event: PointerEvent<HTMLElement>): void {
    event.preventDefault();
    const edge = event.currentTarget;
    const from = event.clientX;
    edge.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent): void => set(width + from - moved.clientX);
    edge.addEventListener('pointermove', move);
    edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', move), { once: true });
  }

  return (
    <>
      {/* oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role -- A separator that can be moved is a control (ARIA, window splitter). */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={resizeLabel}
        aria-valuenow={width}
        aria-valuemin={least}
        aria-valuemax={most}
        tabIndex={0}
        className="gs-splitter"
        onKeyDown={onKeyDown}
        onPointerDown={startDrag}
      />
      {/* oxlint-enable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/prefer-tag-over-role */}
      <aside className="gs-side-panel" aria-label={label} style={{ width }}>
        {children}
      </aside>
    </>
  );
}
