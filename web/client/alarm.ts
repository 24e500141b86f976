/** What is heard and flashes when an alert or a kill comes. Tones are made here: nothing is loaded. */

let audio: AudioContext | null = null;
let flashing: ReturnType<typeof setInterval> | null = null;

/** Browsers let a page sound only after its user has done something. */
export function wakeSound(): void {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') void audio.resume();
}

/** An alert rises, a kill falls: they are told apart with closed eyes. */
export function sound(kind: 'alert' | 'kill'): void {
  if (audio?.state !== 'running') return;
  const tones = kind === 'alert' ? [660, 880] : [520, 390, 290];
  for (const [index, frequency] of tones.entries()) {
    const start = audio.currentTime + index * 0.16;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = frequency;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.2, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.15);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.16);
  }
}

/** The title of a window that nobody looks at: alternates until somebody does. */
export function flashTitle(text: string, title: () => string): void {
  if (document.hasFocus()) return;
  if (flashing !== null) clearInterval(flashing);
  let on = false;
  flashing = setInterval(() => {
    on = !on;
    document.title = on ? text : title();
  }, 1000);
  document.title = text;
  addEventListener(
    'focus',
    () => {
      if (flashing !== null) clearInterval(flashing);
      flashing = null;
      document.title = title();
    },
    { once: true },
  );
}
