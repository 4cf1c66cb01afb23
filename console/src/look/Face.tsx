import classes from './Face.module.css';

/** A person's initials in a circle. The name always stands beside it or labels it. */
export function Face({ name, size = 28 }: { name: string; size?: number }) {
  return (
    <span
      className={classes.face}
      style={{ width: size, height: size, fontSize: size * 0.38 }}
      data-initials={initials(name)}
      aria-hidden="true"
    />
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => word?.charAt(0).toUpperCase() ?? '').join('');
}
