import { Button } from "antd";
import { useRef } from "react";

interface FileButtonProps {
  readonly label: string;
  readonly accept: string;
  readonly isPrimary?: boolean;
  /** In a row of a table: as a link. */
  readonly isQuiet?: boolean;
  /** Beside small buttons. */
  readonly isSmall?: boolean;
  readonly onFile: (file: File) => void;
}

/** A button that asks for one file; the same file can be chosen again after it was mended. */
export function FileButton({
  label,
  accept,
  isPrimary = false,
  isQuiet = false,
  isSmall = false,
  onFile,
}: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        type={isQuiet ? "link" : isPrimary ? "primary" : "default"}
        size={isQuiet || isSmall ? "small" : "middle"}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        aria-label={label}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
