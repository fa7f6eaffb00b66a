# Installs the installer named by the argument in silence, starts the program, and uninstalls it. Logs and a picture go to SMOKE_ARTIFACTS.
param([Parameter(Mandatory)] [string] $Installer)
$ErrorActionPreference = 'Stop'
# As it comes from bash it is relative, with slashes of its own.
$Installer = (Resolve-Path $Installer).Path
$artifacts = if ($env:SMOKE_ARTIFACTS) { $env:SMOKE_ARTIFACTS } else { "$PWD\smoke" }
New-Item -ItemType Directory -Force $artifacts | Out-Null
$env:REENCOLA_DATOS = "$artifacts\datos"
$folder = "$env:LOCALAPPDATA\Programs\reencola"
$program = "$folder\Reencola.exe"
$run = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Run'
$id = 'app.reencola.desktop'

function Assert([bool] $Holds, [string] $What) { if (-not $Holds) { throw $What }; Write-Output "ok: $What" }
function Start-Captured([string[]] $Arguments, [string] $Name) {
  # A program with windows: only so are its streams and its code to be had.
  Start-Process $program $Arguments -NoNewWindow -Wait -PassThru -RedirectStandardOutput "$artifacts\$Name.out.txt" -RedirectStandardError "$artifacts\$Name.err.txt"
}

(Start-Process $Installer '/S' -Wait -PassThru).ExitCode | ForEach-Object { Assert ($_ -eq 0) 'the installer ends well' }
Assert (Test-Path $program) 'the program is there'
$open = (Get-Item 'HKCU:\Software\Classes\reencola\shell\open\command').GetValue('')
# As Electron itself writes it (browser_win.cc), so that the program finds nothing to write anew.
Assert ($open -eq "`"$program`" -- `"%1`"") "links lead to the program: $open"

$explained = Start-Captured @('explicar', '--json', '--', '"No se han encontrado comprobantes."') 'explicar'
Assert ($explained.ExitCode -eq 0) 'the command line ends well'
$lines = Get-Content "$artifacts\explicar.out.txt"
Assert ($lines[0] -eq '') 'conformance 16: the first line is blank'
Assert (($lines | Where-Object { $_ -like '{"codigo"*' }).Count -eq 1) 'it explains'
$cut = Start-Captured @('explicar', 'word:', 'more') 'cut'
Assert ($cut.ExitCode -eq -1 -or $cut.ExitCode -eq 4294967295) 'conformance 17: word: with an argument after it ends with -1'
$empty = Start-Captured @('configurar') 'configurar'
Assert ($empty.ExitCode -eq 2) 'conformance 15: standard input is at its end at once'

$point = "$artifacts\punto-de-venta.json"
'{"nombre":"Prueba","apikey":"10010","apitoken":"tokdeprueba0123456789abcdef01234","usertoken":"usrdeprueba0123456789abcdef0123456789abcdef"}' | Set-Content $point
$stored = Start-Captured @('configurar', '--archivo', "`"$point`"", '--borrar') 'guardar'
Assert ($stored.ExitCode -eq 0) 'a point of sale is stored'
Assert (Select-String -Quiet '"encrypted_key"' "$env:REENCOLA_DATOS\Local State") 'the key that opens it is written by then'
Assert (-not (Test-Path $point)) 'the file with the credentials is gone'

$window = Start-Process $program -PassThru
$log = "$env:REENCOLA_DATOS\logs\reencola.log"
for ($second = 0; $second -lt 60 -and -not ((Test-Path $log) -and (Select-String -Quiet 'services ready' $log)); $second++) { Start-Sleep 1 }
Assert ((Test-Path $log) -and (Select-String -Quiet 'services ready' $log)) 'the window opens'
Add-Type -AssemblyName System.Windows.Forms, System.Drawing
$screen = [System.Windows.Forms.Screen]::PrimaryScreen.Bounds
$picture = New-Object System.Drawing.Bitmap $screen.Width, $screen.Height
[System.Drawing.Graphics]::FromImage($picture).CopyFromScreen($screen.Location, [System.Drawing.Point]::Empty, $screen.Size)
$picture.Save("$artifacts\windows.png")
taskkill /PID $window.Id /T /F | Out-Null

# As a person's computer is after a while. On a new one the key may not be there.
if (-not (Test-Path $run)) { New-Item $run | Out-Null }
New-ItemProperty $run -Name $id -Value "`"$program`" --oculto" -Force | Out-Null
Start-Process "$folder\Uninstall Reencola.exe" '/S' -Wait
for ($second = 0; $second -lt 30 -and (Test-Path $program); $second++) { Start-Sleep 1 }
Assert (-not (Test-Path $program)) 'the program is gone'
Assert (-not (Test-Path 'HKCU:\Software\Classes\reencola')) 'links lead nowhere'
Assert ($null -eq (Get-Item $run).GetValue($id)) 'nothing starts with the session'
Assert (-not (Test-Path "$env:LOCALAPPDATA\reencola-updater")) 'the updater left nothing'
Assert (Test-Path "$env:REENCOLA_DATOS\ordenes.db") 'what the person has stays'
