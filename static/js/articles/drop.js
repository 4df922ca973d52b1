// A file dropped anywhere on the frame of a file field is chosen, as if it were dropped on the field itself.

for (const frame of document.querySelectorAll(".file-drop")) {
  const field = frame.querySelector("input[type=file]");

  for (const moment of ["dragenter", "dragover"]) {
    frame.addEventListener(moment, (event) => {
      event.preventDefault();
      frame.classList.add("is-over");
    });
  }
  frame.addEventListener("dragleave", (event) => {
    if (!frame.contains(event.relatedTarget)) {
      frame.classList.remove("is-over");
    }
  });
  frame.addEventListener("drop", (event) => {
    event.preventDefault();
    frame.classList.remove("is-over");
    if (event.dataTransfer.files.length > 0) {
      field.files = event.dataTransfer.files;
    }
  });
}
