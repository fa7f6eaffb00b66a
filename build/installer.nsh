; Links reencola:// open the program; per user, as the program itself. After "--" nothing is an option: whoever makes a link
; must not be able to hand any to Chromium. As the program itself registers them.
!macro customInstall
  WriteRegStr HKCU "Software\Classes\reencola" "" "URL:Reencola"
  WriteRegStr HKCU "Software\Classes\reencola" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\reencola\DefaultIcon" "" "$INSTDIR\${APP_EXECUTABLE_FILENAME},0"
  WriteRegStr HKCU "Software\Classes\reencola\shell\open\command" "" '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" -- "%1"'
!macroend

!macro customUnInstall
  ${ifNot} ${isUpdated}
    DeleteRegKey HKCU "Software\Classes\reencola"
    ; What the program wrote to start with the session: Electron names it by the program's id, and Windows keeps the person's switch beside it.
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "${APP_ID}"
    DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run" "${APP_ID}"
    ; Each installer leaves a copy of itself there for the next update.
    RMDir /r "$LOCALAPPDATA\reencola-updater"
  ${endIf}
!macroend
