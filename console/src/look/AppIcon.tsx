import classes from './AppIcon.module.css';

/** An app's first letter on a neutral tile; no logos, they would come from elsewhere. */
export function AppIcon({ title, size = 36 }: { title: string; size?: number }) {
  return (
    <span className={classes.tile} style={{ width: size, height: size, fontSize: size * 0.42 }} aria-hidden="true">
      {title.trim().charAt(0).toUpperCase()}
    </span>
  );
}
