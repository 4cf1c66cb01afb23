import { useId } from 'react';
import classes from './Choices.module.css';

interface Props {
  name: string;
  choices: { value: string; label: string }[];
  value: string;
  onChoose: (value: string) => void;
}

/** A few choices side by side; real radio buttons that look like keys. */
export function Choices({ name, choices, value, onChoose }: Props) {
  const group = useId();
  return (
    <div role="radiogroup" aria-label={name} className={classes.choices}>
      {choices.map((choice) => (
        <label key={choice.value} className={classes.choice}>
          <input
            type="radio"
            name={group}
            value={choice.value}
            checked={choice.value === value}
            onChange={() => onChoose(choice.value)}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  );
}
