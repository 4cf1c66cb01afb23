/** What every field of a form shows, and the text that it holds. */
export interface TextField {
  label: string;
  description?: string;
  required?: boolean;
  error?: string;
  value: string;
  onChange: (value: string | undefined) => void;
}
