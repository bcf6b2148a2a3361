/* Browsers start no worker for a page that is read as a file. There, a hidden frame runs the search's script instead;
   it posts and receives messages as the worker would. */
if (location.protocol === "file:") {
  window.Worker = class {
    constructor(url) {
      this.frame = document.createElement("iframe");
      this.frame.hidden = true;
      document.body.append(this.frame);
      this.inner = this.frame.contentWindow;
      this.inner.postMessage = (data) => setTimeout(() => this.onmessage?.({ data }));
      this.ready = new Promise((resolve) => {
        const script = this.inner.document.createElement("script");
        script.onload = resolve;
        script.onerror = (event) => this.onerror?.(event);
        script.src = new URL(url, location.href).href;
        this.inner.document.body.append(script);
      });
    }

    postMessage(data) {
      this.ready.then(() => this.inner.onmessage?.({ data }));
    }

    terminate() {
      this.frame.remove();
    }
  };
}
