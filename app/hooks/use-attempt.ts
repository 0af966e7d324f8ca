import { useEffect, useRef } from "react";

/** An abort signal for each attempt of something that takes a while; leaving the page, and `stop`, abort the one under way. */
export const useAttempt = () => {
  const controller = useRef(new AbortController());
  useEffect(() => () => controller.current.abort(), []);
  return {
    begin: () => {
      controller.current.abort();
      controller.current = new AbortController();
      return controller.current.signal;
    },
    stop: () => controller.current.abort(),
  };
};
